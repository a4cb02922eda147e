import { NstOnnxError } from '../errors.js'
import type { RegionPaint } from '../regions/regions.js'
import type { RegionsInput, Styles } from '../requests/request.js'

/** What the command line says of regions, in the words that it gives for pictures. */
export interface RegionWords {
  readonly contentMask?: string | undefined
  readonly styleMask?: readonly string[] | undefined
  readonly region?: readonly string[] | undefined
}

/** Stands for the mask of a style that has none. */
const NO_MASK = 'none'

/** The masks that are files, for who must not write over them. */
export function maskFiles({ contentMask, styleMask = [] }: RegionWords): string[] {
  return [...(contentMask === undefined ? [] : [contentMask]), ...styleMask.filter(word => word !== NO_MASK)]
}

/**
 * A request's styles with their masks, and its regions, from `--content-mask FILE`, `--style-mask FILE` for each style, and
 * `--region COLOUR=STYLE`. Throws NstOnnxError `usage`.
 */
export function withRegions(styles: Styles<string>, words: RegionWords): Styles<string> & RegionsInput<string> {
  const { contentMask, styleMask = [], region = [] } = words
  const list = styles.styles ?? [{ picture: styles.style }]
  if (styleMask.length > 0 && list.some(({ picture }) => picture === NO_MASK))
    throw new NstOnnxError('style-mask-none', { option: 'styleMask' })
  if (styleMask.length > list.length)
    throw new NstOnnxError('style-masks-count', { option: 'styleMask', given: styleMask.length, styles: list.length })
  const masked = list.map((style, index) => {
    const mask = styleMask[index]
    return mask === undefined || mask === NO_MASK ? style : { ...style, mask }
  })
  return {
    ...(styleMask.length > 0 ? { styles: masked } : styles),
    ...(contentMask !== undefined && { contentMask }),
    ...(region.length > 0 && { regions: paintsOf(region) }),
  }
}

/** A line for each style picture that no region is painted like. */
export function stylesWithoutEffect({
  styles = [],
  contentMask,
  regions = {},
}: Styles<string> & RegionsInput<string>): string[] {
  if (contentMask === undefined) return []
  return styles.flatMap(({ picture, mask }, index) => {
    const number = index + 1
    const paints = Object.values(regions)
    if (mask !== undefined || paints.includes(number) || paints.includes('all')) return []
    return [`${picture} paints nothing: it has no mask, and no --region names style ${number}`]
  })
}

/** What is no colour or no style, and a colour under two names, is told by the request's own check. */
function paintsOf(words: readonly string[]): Readonly<Record<string, RegionPaint>> {
  const paints = new Map<string, RegionPaint>()
  for (const word of words) {
    const [, colour, name, style] = /^([^=]+)=(?:(all|keep)|(\d+))$/.exec(word) ?? []
    if (colour === undefined) throw new NstOnnxError('region-malformed', { option: 'regions', value: word })
    if (paints.has(colour)) throw new NstOnnxError('region-twice', { option: 'regions', value: colour })
    paints.set(colour, name === 'all' || name === 'keep' ? name : Number(style))
  }
  return Object.fromEntries(paints)
}
