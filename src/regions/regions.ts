import { type InputRole, NstOnnxError } from '../errors.js'
import { colourText, hexOf, parseColour } from './colourText.js'
import type { Mask, NamedMask } from './mask.js'
import { type Colour, isOneColour, type MaskColour } from './maskColours.js'
import { coloursOf, listed, masksOf, nearestIn, type Parts, partIn, partsOf, textIn } from './maskParts.js'

/**
 * What paints the part of the content that has a colour in its mask: a style by its number, from 1; `all` of them by their weights; `keep`
 * leaves it as it is.
 */
export type RegionPaint = number | 'all' | 'keep'

/** A part of the content that is painted in a manner of its own. */
export interface Region {
  /** Its colour in the content's mask, `rrggbb`. Its terms and masks are called by it. */
  readonly name: string
  /** On the result. */
  readonly mask: Mask
  /** The styles that paint it, by their index, each with the part of it that counts; without a mask, all of it. */
  readonly styles: readonly { readonly style: number; readonly mask?: Mask }[]
}

/** The regions of a run. */
export interface Regions {
  readonly painted: readonly Region[]
  /** What is left as it is in the content. */
  readonly kept?: Mask
  /** What messages call the masks. */
  readonly names: Readonly<Partial<Record<InputRole, string>>>
}

/**
 * The regions that masks make.
 *
 * @param styles the mask of each style, where it has one, and its weight
 * @param paints what paints a colour, `#rrggbb`, in place of the styles' masks
 * @throws NstOnnxError `input` and `usage`
 */
export function regionsOf(
  content: NamedMask,
  styles: readonly { readonly mask?: NamedMask | undefined; readonly weight: number }[],
  paints: Readonly<Record<string, RegionPaint>>,
): Regions {
  const colours = coloursOf(content, 'contentMask')
  const [only, ...others] = colours
  if (only && others.length === 0)
    throw new NstOnnxError('mask-one-colour', {
      name: content.name,
      input: 'contentMask',
      colour: colourText(only.colour),
    })
  const paintOf = paintsByColour(colours, paints)
  const styleParts = styles.map(({ mask }, index) => mask && partsOf(mask, `styleMask.${index}`))
  for (const [index, parts] of styleParts.entries()) if (parts) requireUsed(parts, index, colours)

  const masks = masksOf(content, colours)
  const regions = colours.map(({ colour }, index) => {
    const [name, mask] = [hexOf(colour).slice(1), masks[index]!] // one for each colour
    const paint = paintOf[index]
    if (paint === 'keep') return { name, mask, styles: [] }
    const painting = styleParts.flatMap((parts, style) => {
      const own = parts && partIn(parts, colour)
      if (paint === undefined) return own && styles[style]!.weight > 0 ? [{ style, mask: own }] : [] // of as many
      const isPainting = paint === 'all' ? styles[style]!.weight > 0 : paint - 1 === style // of as many
      return isPainting ? [{ style, ...(own && { mask: own }) }] : []
    })
    if (painting.length === 0)
      throw new NstOnnxError('mask-colour-unmatched', {
        name: content.name,
        input: 'contentMask',
        colour: textIn(colours, colour),
        found: listed(colours),
      })
    return { name, mask, styles: painting }
  })
  const kept = regions.filter((_, index) => paintOf[index] === 'keep').map(({ mask }) => mask)
  const painted = regions.filter((_, index) => paintOf[index] !== 'keep')
  if (painted.length === 0) throw new NstOnnxError('region-all-kept', { option: 'regions' })
  const styleNames = styleParts.flatMap((parts, index) => (parts ? [[`styleMask.${index}`, parts.name]] : []))
  const names = { contentMask: content.name, ...Object.fromEntries(styleNames) }
  return { painted, ...(kept.length > 0 && { kept: together(kept) }), names }
}

/** What paints each colour of the content's mask, where it was said. */
function paintsByColour(
  colours: readonly MaskColour[],
  paints: Readonly<Record<string, RegionPaint>>,
): (RegionPaint | undefined)[] {
  const byColour: (RegionPaint | undefined)[] = colours.map(() => undefined)
  for (const [text, paint] of Object.entries(paints)) {
    const colour = parseColour(text) ?? [0, 0, 0] // checked before
    const index = nearestIn(colours, colour)
    if (index === undefined)
      throw new NstOnnxError('region-colour-absent', {
        option: 'regions',
        colour: colourText(colour),
        found: listed(colours),
      })
    if (byColour[index] !== undefined)
      throw new NstOnnxError('region-twice', { option: 'regions', value: textIn(colours, colours[index]!.colour) })
    byColour[index] = paint
  }
  return byColour
}

const BLACK: Colour = [0, 0, 0]

/** Black may stand for the part of a style that nothing is painted like. */
function requireUsed({ name, colours }: Parts, index: number, content: readonly MaskColour[]): void {
  const unused = colours.find(({ colour }) => nearestIn(content, colour) === undefined && !isOneColour(colour, BLACK))
  if (!unused) return
  throw new NstOnnxError('mask-colour-unused', {
    name,
    input: `styleMask.${index}`,
    colour: textIn(colours, unused.colour),
    found: listed(colours),
  })
}

function together([first, ...others]: readonly Mask[]): Mask {
  if (!first) throw new Error('there is a mask')
  const values = first.values.map((value, at) => others.reduce((all, mask) => all + mask.values[at]!, value)) // of one size
  return { ...first, values: values.map(value => Math.min(1, value)) }
}
