import { problemOf } from '../options/problem.js'
import type { Painter } from '../painting/painter.js'
import type { Painting } from '../state/pageState.js'
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
        const rest = state === 'stopped' ? await painter.rest() : undefined
        await show(await makePainting(begun, result.image, state, { recipe: result.recipe, rest, full: start }))
      } catch (error) {
        store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: problemOf(error).text } })
      }
    },
  )
  keepSnapshots(store, painter, show, id => kept.remove(id))
}
