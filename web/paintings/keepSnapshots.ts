import type { Painter } from '../painting/painter.js'
import { type BegunRun, isRunning, type Painting } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { makePainting } from './makePainting.js'

/** A run's picture so far is kept as often, in milliseconds: what a crash or a closed tab may cost. */
const SNAPSHOT_PAUSE = 15_000

/** The share of a run's time that keeping it may take: the state of a large one is hundreds of megabytes. */
const MOST_SHARE = 0.05

/** Keeps what there is of a run now and then, and whenever it is paused or its tab hidden. */
export function keepSnapshots(
  store: Store,
  painter: Painter,
  show: (painting: Painting) => Promise<void>,
  forget: (id: string) => Promise<void>,
): void {
  let due = Number.POSITIVE_INFINITY
  const isCurrent = (begun: BegunRun) => isRunning(store.state.run) && store.state.run.begun === begun
  const keepOnce = async () => {
    const { begun, latest, start } = store.state.run
    if (!begun || !latest || !isRunning(store.state.run)) return
    // A run that fails just now tells why in its own way.
    const painting = await Promise.all([latest.image(), painter.rest()])
      .then(([image, rest]) => makePainting(begun, image, 'unfinished', { rest, full: start }))
      .catch(() => undefined)
    if (painting && isCurrent(begun)) await show(painting)
  }
  // One after another: the latest is what stays.
  const keep = oneByOne(async () => {
    due = Number.POSITIVE_INFINITY
    const asked = performance.now()
    await keepOnce()
    const now = performance.now()
    due = now + Math.max(SNAPSHOT_PAUSE, (now - asked) / MOST_SHARE)
  })
  store.watch(
    ({ run }) => run.begun,
    () => {
      due = performance.now() + SNAPSHOT_PAUSE
    },
  )
  store.watch(
    ({ run }) => run.latest,
    latest => {
      if (latest && performance.now() > due) keep()
    },
  )
  // The step that a pause finds on its way is finished, and counts.
  store.watch(
    ({ run }) => (run.phase === 'paused' ? run.latest : undefined),
    latest => latest && keep(),
  )
  // Phones end hidden pages without a word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep()
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

/** What takes its time, as a function to call whenever it is due: never twice at a time, and once more where it was called meanwhile. */
function oneByOne(act: () => Promise<void>): () => void {
  let last: Promise<void> = Promise.resolve()
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    const next = () => {
      waiting = false
      return act()
    }
    last = last.then(next, next)
  }
}
