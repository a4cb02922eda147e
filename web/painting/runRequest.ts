import type { PictureInput, RegionPaint, RegionsInput, StyleInput, StylizeRequest } from 'nst-onnx'
import { namedFile } from '../pictures/namedFile.js'
import { MASK_COLOURS, type Mark } from '../regions/marks.js'
import type { ChosenRegions } from '../regions/maskFile.js'
import { OWN_START, type PageState } from '../state/pageState.js'
import { chosenStyles, type StylePlace } from '../state/shares.js'

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
  const [content, style] = [places.content.picture, places.style.picture]
  const start = options.init === OWN_START ? places.start.picture : undefined
  if (!content || !style || (options.init === OWN_START && !start)) return undefined
  const styles = weighedStyles({ places, blend }, regions)
  const [only, ...others] = styles.map(({ input }) => input)
  return {
    options: {
      ...options,
      ...(start && { init: namedFile(start) }),
      content: namedFile(content),
      ...(regions && inRegions(regions, styles)),
      ...(only && others.length === 0 ? { style: only.picture } : { styles: styles.map(({ input }) => input) }),
    },
    before: content.preview,
  }
}

interface WeighedStyle {
  readonly place: StylePlace
  readonly input: StyleInput<PictureInput>
}

/** The styles that have a share in the painting, or parts of their own. */
function weighedStyles(
  { places, blend }: Pick<RunChoices, 'places' | 'blend'>,
  regions: ChosenRegions | undefined,
): WeighedStyle[] {
  const chosen = chosenStyles(places)
  const whole = chosen.reduce((sum, place) => sum + blend[place], 0)
  return chosen.flatMap(place => {
    const { picture } = places[place]
    const weight = whole > 0 ? Number((blend[place] / whole).toPrecision(6)) : 1
    const isUsed = weight > 0 || regions?.marks.includes(place) === true
    return picture && isUsed ? [{ place, input: { picture: namedFile(picture), weight } }] : []
  })
}

/** What paints each colour of the mask: all styles in their shares, where none is named. */
function inRegions(
  { mask, marks, hasRest }: ChosenRegions,
  styles: readonly WeighedStyle[],
): RegionsInput<PictureInput> {
  const all = styles.length > 1 ? 'all' : 1
  const paintOf = (mark: Mark): RegionPaint => {
    if (mark === 'keep') return 'keep'
    const at = styles.findIndex(({ place }) => place === mark)
    return at < 0 ? all : at + 1
  }
  return {
    contentMask: mask,
    regions: {
      ...(hasRest && { [MASK_COLOURS.none]: all }),
      ...Object.fromEntries(marks.map(mark => [MASK_COLOURS[mark], paintOf(mark)])),
    },
  }
}
