import { openPicture, openRecipe } from '../pictures/openFiles.js'
import { OWN_START, type Painting, PLACES } from '../state/pageState.js'
import type { Store } from '../state/store.js'

/** Has the next run start from a painting, with the pictures that it was made from. */
export async function goOnFrom(store: Store, painting: Painting): Promise<void> {
  await openSources(store, painting)
  const start = new File([painting.file], `${painting.name}.png`, { type: painting.file.type })
  await openPicture(store, 'start', start, start.name)
  store.dispatch({ type: 'optionSet', name: 'init', value: OWN_START })
  store.dispatch({ type: 'showing', id: painting.id })
  const text = 'The next painting starts from this one: change what you like, and paint.'
  store.dispatch({ type: 'noticed', notice: { tone: 'told', text } })
}

/** Takes over the settings of a painting, and its pictures where they were kept. */
export async function repeatSettings(store: Store, painting: Painting): Promise<void> {
  await openSources(store, painting)
  await openRecipe(store, new File([painting.file], painting.name, { type: painting.file.type }))
  store.dispatch({ type: 'showing', id: painting.id })
}

async function openSources(store: Store, { sources }: Painting): Promise<void> {
  await Promise.all(
    PLACES.map(async place => {
      const file = sources[place]
      if (file) await openPicture(store, place, file, file.name)
      else if (place === 'secondStyle' && sources.style) store.dispatch({ type: 'emptied', place })
    }),
  )
}
