import { parseRecipe, readRecipe } from 'nst-onnx'
import { partsText, recipeChoices } from '../options/recipeChoices.js'
import type { Painter } from '../painting/painter.js'
import { openPicture } from '../pictures/openFiles.js'
import { OWN_START, type Painting, PLACES, type Place, shownPainting } from '../state/pageState.js'
import { STYLE_PLACES } from '../state/shares.js'
import type { Store } from '../state/store.js'
import { whatIsMissing } from '../state/whatIsMissing.js'

/**
 * Has the next run start from a painting, with the pictures and the settings that it was made with, and returns what is to be said of it.
 * Throws Error where the page cannot make such a painting.
 */
export async function goOnFrom(store: Store, painting: Painting): Promise<string> {
  await takeUp(store, painting)
  const start = new File([painting.file], `${painting.name}.png`, { type: painting.file.type })
  store.dispatch({ type: 'emptied', place: 'start' })
  await openPicture(store, 'start', start, start.name)
  store.dispatch({ type: 'optionSet', name: 'init', value: OWN_START })
  return 'The next painting starts from this one, with its settings: change what you like, and paint.'
}

/** Goes on with a run where it was, with its pictures and settings. Throws Error where that cannot be. */
export async function finish(store: Store, painter: Painter, painting: Painting): Promise<void> {
  await takeUp(store, painting)
  const missing = whatIsMissing(store.state)
  if (missing) throw new Error(missing)
  await painter.goOn(painting)
}

/** Takes over the pictures and settings of a painting, as far as they were kept, and returns what is to be said of it. Throws as above. */
export async function repeatSettings(store: Store, painting: Painting): Promise<string> {
  const choices = await takeUp(store, painting)
  if (!choices) return 'Its pictures are back; its settings were not kept, as it did not come to its end.'
  return `Its pictures and settings are back.${partsText(choices)}`
}

/**
 * Has the page open with the choices that the painting which it shows was made with, so that Paint paints no other pictures than are
 * seen. False where nothing is shown, or its pictures were not kept.
 */
export async function takeUpShown(store: Store): Promise<boolean> {
  const painting = shownPainting(store.state)
  if (!painting?.sources.content || !painting.sources.style) return false
  // What cannot be taken up is still to be looked at.
  await takeUp(store, painting).catch(() => undefined)
  return true
}

async function takeUp(store: Store, painting: Painting) {
  const { choices: own } = painting
  if (own) {
    await openSources(store, painting)
    store.dispatch({ type: 'choicesTaken', choices: own })
    store.dispatch({ type: 'showing', id: painting.id })
    return { hasParts: false }
  }
  const text = readRecipe(new Uint8Array(await painting.file.arrayBuffer()))
  const choices = text === undefined ? undefined : recipeChoices(parseRecipe(text, painting.name), painting.name)
  await openSources(store, painting)
  if (choices) {
    store.dispatch({ type: 'recipeOpened', file: painting.name, choices })
    if (PLACES.every(place => painting.sources[place] || !choices.pictures[place]))
      store.dispatch({ type: 'noticed', notice: undefined })
  }
  store.dispatch({ type: 'showing', id: painting.id })
  return choices
}

const isStyle = (place: Place) => STYLE_PLACES.some(style => style === place)

async function openSources(store: Store, { sources }: Painting): Promise<void> {
  await Promise.all(
    PLACES.map(async place => {
      const file = sources[place]
      if (file) await openPicture(store, place, file, file.name)
      else if (isStyle(place) && sources.style) store.dispatch({ type: 'emptied', place })
    }),
  )
}
