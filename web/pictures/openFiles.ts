import { parseRecipe, readRecipe } from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import { recipeChoices } from '../options/recipeChoices.js'
import type { Place } from '../state/pageState.js'
import { STYLE_PLACES } from '../state/shares.js'
import type { Store } from '../state/store.js'
import type { Example } from './examples.js'
import { fetchFile } from './fetchFile.js'
import { readPictureFile } from './readPictureFile.js'

/** Counts the files that were opened: of two for one place, the later one counts, whichever is read first. */
let tickets = 0

/** Puts a picture file into a place, or says there what is wrong with it. */
export async function openPicture(
  store: Store,
  place: Place,
  file: Blob,
  name: string,
  isExample = false,
): Promise<void> {
  const ticket = ++tickets
  store.dispatch({ type: 'opening', place, ticket, name })
  try {
    const picture = await readPictureFile(file, name, isExample)
    store.dispatch({ type: 'opened', ticket, picture })
  } catch (error) {
    store.dispatch({ type: 'openingFailed', ticket, problem: said(error) })
  }
}

/** Puts the project's own picture into a place. */
export async function openExample(store: Store, place: Place, { name, address }: Example): Promise<void> {
  try {
    await openPicture(store, place, await fetchFile(address, name), name, true)
  } catch (error) {
    store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: said(error) } })
  }
}

/** Takes over the recipe inside a picture, or says that there is none. */
export async function openRecipe(store: Store, file: File): Promise<void> {
  try {
    const text = readRecipe(new Uint8Array(await file.arrayBuffer()))
    if (text === undefined) {
      const hint = 'To paint with it, choose it as photo or style'
      throw new Error(`${file.name} holds no recipe: only pictures saved by nst-onnx do. ${hint}`)
    }
    const choices = recipeChoices(parseRecipe(text, file.name), file.name)
    store.dispatch({ type: 'recipeOpened', file: file.name, choices })
  } catch (error) {
    store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: said(error) } })
  }
}

/**
 * Takes files that were dropped or pasted. The first goes to the place that it was meant for, the second to the other of content and
 * style, more become further styles while there is room; one that was meant for no place is the content picture, or brings its settings
 * back where it was saved here.
 */
export async function openFiles(store: Store, files: readonly File[], meant?: Place): Promise<void> {
  const [first, second] = files
  if (!first) return
  if (!second && meant === undefined && (await hasRecipe(first))) return openRecipe(store, first)
  const place = meant ?? 'content'
  const free = STYLE_PLACES.filter(style => style !== 'style' && style !== place && !store.state.places[style].picture)
  const other = { content: ['style'], style: ['content'] } as const
  const places: readonly Place[] = [place, ...(place === 'content' || place === 'style' ? other[place] : []), ...free]
  const taken = files.slice(0, places.length)
  await Promise.all(taken.map((file, i) => openPicture(store, places[i] ?? place, file, file.name)))
  const left = files.slice(places.length).map(({ name }) => name)
  if (left.length === 0) return
  const text = `A painting has one photo and up to ${STYLE_PLACES.length} styles: ${left.join(', ')} not taken.`
  store.dispatch({ type: 'noticed', notice: { tone: 'told', text } })
}

async function hasRecipe(file: File): Promise<boolean> {
  try {
    return readRecipe(new Uint8Array(await file.arrayBuffer())) !== undefined
  } catch {
    return false
  }
}

const said = (error: unknown) => problemOf(error).text
