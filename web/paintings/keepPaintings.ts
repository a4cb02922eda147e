import { problemOf } from '../options/problem.js'
import type { Painter } from '../painting/painter.js'
import type { PageState, Painting } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { keepSnapshots } from './keepSnapshots.js'
import { makePainting } from './makePainting.js'
import type { PaintingStore } from './paintingStore.js'

/** Keeps every painting of the page in the browser, that of a run so far included, and brings back those of earlier visits. */
export async function keepPaintings(store: Store, kept: PaintingStore, painter: Painter): Promise<void> {
  const show = async (painting: Painting) => {
    store.dispatch({ type: 'painted', painting })
    store.dispatch({ type: 'paintingsLast', last: await kept.keep(painting) })
  }
  const complain = (error: unknown) =>
    store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: problemOf(error).text } })
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
      const { begun, start } = store.state.run
      if (!result || !begun) return
      const state = result.stopped === 'interrupted' || store.state.run.problem ? 'stopped' : 'finished'
      try {
        const rest = state === 'stopped' ? ((await painter.rest()) ?? keptOf(store.state)?.rest) : undefined
        await show(await makePainting(begun, result.image, state, { recipe: result.recipe, rest, full: start }))
      } catch (error) {
        complain(error)
      }
    },
  )
  store.watch(
    ({ run }) => run.problem,
    async () => {
      const { begun, problem, result, reached, start } = store.state.run
      if (!begun || !problem || result) return
      const before = keptOf(store.state)
      try {
        // Its worker is lost, with all that was not told.
        if (reached) await show(await makePainting(begun, reached, 'stopped', { rest: before?.rest, full: start }))
        else if (before) await show({ ...before, state: 'stopped' })
      } catch (error) {
        complain(error)
      }
    },
  )
  keepSnapshots(store, painter, show, id => kept.remove(id))
}

/** What is kept of the run already: from its way, or from before it was gone on with. */
const keptOf = ({ paintings, run: { begun } }: PageState) => paintings.find(({ id }) => id === begun?.id)
