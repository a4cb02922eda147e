import type { PictureInput, Recipe, StylizeRequest, StylizeResult } from 'nst-onnx'
import { type ChosenPicture, OWN_START, type PageState } from '../state/pageState.js'

/** What the page asks the package for. */
export interface RunRequest {
  readonly options: StylizeRequest<PictureInput>
  /** The content picture, for comparison. */
  readonly before: ImageBitmap
  /** The start picture, where it is the user's own. */
  readonly start?: ChosenPicture
  /** Frees what the request holds; to be called once the run has ended. */
  release(): void
}

/** The run that the page's choices come to; undefined while a picture is missing. */
export function runRequest({ places, options, features }: PageState): RunRequest | undefined {
  const [content, style] = [places.content.picture, places.style.picture]
  const start = options.init === OWN_START ? places.start.picture : undefined
  if (!content || !style || (options.init === OWN_START && !start)) return undefined
  // The package takes a start picture by its address.
  const address = start && URL.createObjectURL(start.file)
  return {
    options: {
      ...options,
      ...(address && { init: address }),
      weights: features.wanted,
      content: named(content),
      style: named(style),
    },
    before: content.preview,
    ...(start && { start }),
    release: () => address && URL.revokeObjectURL(address),
  }
}

/** A result whose recipe calls the start picture by its name, and not by an address that ends with the page. */
export function withOwnNames(result: StylizeResult, { start }: RunRequest): StylizeResult {
  if (!start) return result
  const { recipe } = result
  const renamed: Recipe = {
    ...recipe,
    ...(recipe.init && { init: { ...recipe.init, name: start.name } }),
    options: { ...recipe.options, init: start.name },
  }
  return { ...result, recipe: renamed }
}

/** The recipe takes a picture's name from its file. */
function named({ file, name }: ChosenPicture): File {
  return file instanceof File && file.name === name ? file : new File([file], name, { type: file.type })
}
