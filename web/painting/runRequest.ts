import type { PictureInput, StyleInput, StylizeRequest } from 'nst-onnx'
import { namedFile } from '../pictures/namedFile.js'
import { OWN_START, type PageState } from '../state/pageState.js'

/** What the page asks the package for. */
export interface RunRequest {
  readonly options: StylizeRequest<PictureInput>
  /** The content picture, for comparison. */
  readonly before: ImageBitmap
}

/** What a run is made of. */
export type RunChoices = Pick<PageState, 'places' | 'options' | 'blend'>

/** The run that the page's choices come to; undefined while a picture is missing. */
export function runRequest({ places, options, blend }: RunChoices): RunRequest | undefined {
  const [content, style, second] = [places.content.picture, places.style.picture, places.secondStyle.picture]
  const start = options.init === OWN_START ? places.start.picture : undefined
  if (!content || !style || (options.init === OWN_START && !start)) return undefined
  // A style that weighs nothing is none.
  const styles: readonly StyleInput<PictureInput>[] = [
    { picture: namedFile(style), weight: second ? 1 - blend : 1 },
    ...(second ? [{ picture: namedFile(second), weight: blend }] : []),
  ].filter(({ weight }) => weight > 0)
  const [only, ...others] = styles
  return {
    options: {
      ...options,
      ...(start && { init: namedFile(start) }),
      content: namedFile(content),
      ...(only && others.length === 0 ? { style: only.picture } : { styles }),
    },
    before: content.preview,
  }
}
