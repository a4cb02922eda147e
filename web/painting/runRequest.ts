import type { PictureInput, StylizeRequest } from 'nst-onnx'
import { type ChosenPicture, OWN_START, type PageState } from '../state/pageState.js'

/** What the page asks the package for. */
export interface RunRequest {
  readonly options: StylizeRequest<PictureInput>
  /** The content picture, for comparison. */
  readonly before: ImageBitmap
}

/** The run that the page's choices come to; undefined while a picture is missing. */
export function runRequest({ places, options, features }: PageState): RunRequest | undefined {
  const [content, style] = [places.content.picture, places.style.picture]
  const start = options.init === OWN_START ? places.start.picture : undefined
  if (!content || !style || (options.init === OWN_START && !start)) return undefined
  return {
    options: {
      ...options,
      ...(start && { init: named(start) }),
      weights: features.wanted,
      content: named(content),
      style: named(style),
    },
    before: content.preview,
  }
}

/** The recipe takes a picture's name from its file. */
function named({ file, name }: ChosenPicture): File {
  return file instanceof File && file.name === name ? file : new File([file], name, { type: file.type })
}
