import { problemOf } from '../options/problem.js'
import type { Painter } from '../painting/painter.js'
import { type BegunRun, isRunning, type Painting } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { makePainting } from './makePainting.js'
import type { PaintingStore } from './paintingStore.js'

/** A run's picture so far is kept as often, in milliseconds: what a crash or a closed tab may cost. */
const SNAPSHOT_PAUSE = 15_000

/** The share of a run's time that keeping it may take: the state of a large one is hundreds of megabytes. */
const MOST_SHARE = 0.05

/** Keeps every painting of the page in the browser, that of a run so far included, and brings back those of earlier visits. */
export async function keepPaintings(store: Store, kept: PaintingStore, painter: Painter): Promise<void> {
  const show = async (painting: Painting) => {
    store.dispatch({ type: 'painted', painting })
    store.dispatch({ type: 'paintingsLast', last: await kept.keep(painting) })
  }
  const paintings = await kept.all()
  // What a tab that was closed has left behind is as good as stopped.
  const over = paintings.map(painting =>
    painting.state === 'unfinished' ? { ...painting, state: 'stopped' as const } : painting,
  )
  store.dispatch({ type: 'paintingsRead', paintings: over })
  if (over[0] && store.state.run.phase === 'idle') store.dispatch({ type: 'showing', id: over[0].id })

  store.watch(
    ({ run }) => run.result,
    async result => {
      const { begun } = store.state.run
      if (!result || !begun) return
      const state = result.stopped === 'interrupted' || store.state.run.problem ? 'stopped' : 'finished'
      try {
        const rest = state === 'stopped' ? await painter.rest() : undefined
        await show(await makePainting(begun, result.image, state, { recipe: result.recipe, rest }))
      } catch (error) {
        store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: problemOf(error).text } })
      }
    },
  )
  keepSnapshots(store, painter, show, id => kept.remove(id))
}

/** Keeps what there is of a run now and then. */
function keepSnapshots(
  store: Store,
  painter: Painter,
  show: (painting: Painting) => Promise<void>,
  forget: (id: string) => Promise<void>,
): void {
  let due = Number.POSITIVE_INFINITY
  const isCurrent = (begun: BegunRun) => isRunning(store.state.run) && store.state.run.begun === begun
  const keep = async () => {
    const { begun, latest } = store.state.run
    if (!begun || !latest || !isRunning(store.state.run)) return
    due = Number.POSITIVE_INFINITY
    const asked = performance.now()
    // A run that fails just now tells why in its own way.
    const painting = await Promise.all([latest.image(), painter.rest()])
      .then(([image, rest]) => makePainting(begun, image, 'unfinished', { rest }))
      .catch(() => undefined)
    if (painting && isCurrent(begun)) await show(painting)
    const now = performance.now()
    due = now + Math.max(SNAPSHOT_PAUSE, (now - asked) / MOST_SHARE)
  }
  store.watch(
    ({ run }) => run.begun,
    () => {
      due = performance.now() + SNAPSHOT_PAUSE
    },
  )
  store.watch(
    ({ run }) => run.latest,
    latest => {
      if (latest && performance.now() > due) void keep()
    },
  )
  store.watch(
    ({ run }) => run.phase === 'paused',
    isPaused => isPaused && void keep(),
  )
  // Phones end hidden pages without a word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep()
  })
  // A run that was cancelled leaves nothing.
  store.watch(
    ({ run }) => run.phase === 'idle',
    isIdle => {
      if (!isIdle) return
      for (const { id, state } of store.state.paintings) {
        if (state !== 'unfinished') continue
        store.dispatch({ type: 'paintingRemoved', id })
        void forget(id)
      }
    },
  )
}
