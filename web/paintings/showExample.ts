import { EXAMPLE_PAINTING } from '../pictures/examples.js'
import { fetchFile } from '../pictures/fetchFile.js'
import type { Store } from '../state/store.js'

/** Shows what the page can do, where there is nothing of the user's own yet. */
export async function showExample(store: Store, content: string): Promise<void> {
  const { address, name, width, height } = EXAMPLE_PAINTING
  const [file, before] = await Promise.all([fetchFile(address, name), fetchFile(content, name)])
  const { paintings, run } = store.state
  if (paintings.length > 0 || run.phase !== 'idle') return
  const id = 'example'
  store.dispatch({
    type: 'painted',
    painting: { id, name, width, height, file, before, thumbnail: file, sources: {}, made: 0, state: 'example' },
  })
  store.dispatch({ type: 'showing', id })
}
