import { withoutMarks } from '../regions/marks.js'
import { maskFile } from '../regions/maskFile.js'
import type { StylePlace } from '../state/shares.js'
import type { Store } from '../state/store.js'

/** Takes a style away, with what was marked for it alone; those behind it move up, with their marks. */
export async function removeStyle(store: Store, place: StylePlace): Promise<void> {
  const { regions: before } = store.state
  const regions = before && (await maskFile(withoutMarks(before.drawn, place)))
  store.dispatch({ type: 'styleRemoved', place, regions })
}
