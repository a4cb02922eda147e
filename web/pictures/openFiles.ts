import { parseRecipe, readRecipe } from 'nst-onnx'
import { problemOf } from '../options/problem.js'
import { recipeChoices } from '../options/recipeChoices.js'
import type { Place } from '../state/pageState.js'
import type { Store } from '../state/store.js'
import { EXAMPLES } from './examples.js'
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
    store.dispatch({ type: 'opened', place, ticket, picture })
  } catch (error) {
    store.dispatch({ type: 'openingFailed', place, ticket, problem: said(error) })
  }
}

/** Puts the project's own picture into a place. */
export async function openExample(store: Store, place: keyof typeof EXAMPLES): Promise<void> {
  const { name, address } = EXAMPLES[place]
  try {
    const response = await fetch(address)
    if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`)
    await openPicture(store, place, await response.blob(), name, true)
  } catch (error) {
    store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: said(error) } })
  }
}

/** Takes over the recipe inside a picture, or says that there is none. */
export async function openRecipe(store: Store, file: File): Promise<void> {
  try {
    const text = readRecipe(new Uint8Array(await file.arrayBuffer()))
    if (text === undefined) {
      const hint = 'To paint with it, choose it as content or style'
      throw new Error(`${file.name} holds no recipe: only pictures saved by nst-onnx do. ${hint}`)
    }
    const choices = recipeChoices(parseRecipe(text, file.name), file.name)
    store.dispatch({ type: 'recipeOpened', file: file.name, choices })
  } catch (error) {
    store.dispatch({ type: 'noticed', notice: { tone: 'problem', text: said(error) } })
  }
}

const said = (error: unknown) => problemOf(error).text
