import type { PictureInput, RegionsInput, StyleInput, StylizeRequest } from 'nst-onnx'
import { namedFile } from '../pictures/namedFile.js'
import { MASK_COLOURS } from '../regions/marks.js'
import type { ChosenRegions } from '../regions/maskFile.js'
import { OWN_START, type PageState } from '../state/pageState.js'

/** What the page asks the package for. */
export interface RunRequest {
  readonly options: StylizeRequest<PictureInput>
  /** The content picture, for comparison. */
  readonly before: ImageBitmap
}

/** What a run is made of. */
export type RunChoices = Pick<PageState, 'places' | 'options' | 'blend' | 'regions'>

/** The run that the page's choices come to; undefined while a picture is missing. */
export function runRequest({ places, options, blend, regions }: RunChoices): RunRequest | undefined {
  const [content, style, second] = [places.content.picture, places.style.picture, places.secondStyle.picture]
  const start = options.init === OWN_START ? places.start.picture : undefined
  if (!content || !style || (options.init === OWN_START && !start)) return undefined
  // Where each paints parts of its own, nothing is blended; and a style that weighs nothing is none.
  const inParts = second !== undefined && regions?.marks.includes('second') === true
  const styles: readonly StyleInput<PictureInput>[] = [
    { picture: namedFile(style), weight: second && !inParts ? 1 - blend : 1 },
    ...(second ? [{ picture: namedFile(second), weight: inParts ? 1 : blend }] : []),
  ].filter(({ weight }) => weight > 0)
  const [only, ...others] = styles
  return {
    options: {
      ...options,
      ...(start && { init: namedFile(start) }),
      content: namedFile(content),
      ...(regions && inRegions(regions, inParts, others.length > 0)),
      ...(only && others.length === 0 ? { style: only.picture } : { styles }),
    },
    before: content.preview,
  }
}

/** What paints each colour of the mask. */
function inRegions(
  { mask, marks, hasRest }: ChosenRegions,
  inParts: boolean,
  isBlend: boolean,
): RegionsInput<PictureInput> {
  const [unmarked, keep, second] = MASK_COLOURS
  return {
    contentMask: mask,
    regions: {
      ...(hasRest && { [unmarked]: isBlend && !inParts ? 'all' : 1 }),
      ...(marks.includes('keep') && { [keep]: 'keep' }),
      ...(marks.includes('second') && { [second]: inParts ? 2 : 1 }),
    },
  }
}
