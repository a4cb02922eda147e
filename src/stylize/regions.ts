import { type InputRole, NstOnnxError } from '../errors.js'
import { type LossSpecification, readOff, tapsOf } from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { type LossTerm, readsTap } from '../graphs/terms/lossTerm.js'
import { TERM_FACTS } from '../graphs/terms/termKinds.js'
import { colourText, hexOf, parseColour } from '../images/colourText.js'
import { fitLongSide, type Size } from '../images/fitPicture.js'
import {
  type Colour,
  colourParts,
  indexOfNearest,
  isOneColour,
  type MaskColour,
  maskColours,
} from '../images/maskColours.js'
import type { Picture } from '../images/picture.js'
import { resizePlanes } from '../images/resizePicture.js'
import type { RegionPaint } from './request.js'

/** How far each pixel of a picture belongs to a region. */
export interface Mask extends Size {
  /** [height, width], from 0 to 1. */
  readonly values: Float32Array<ArrayBuffer>
}

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
}

/** A mask at the size of its picture, and what messages call it. */
export interface NamedMask {
  readonly name: string
  readonly picture: Picture
  /** The same at the size of {@link colourSize}; absent where that is this size. */
  readonly detail?: Picture | undefined
}

/** Scaled down further, narrow parts of a mask are hardly flat. */
const USUAL_SIDE = 512
/** A mask smaller than this has hardly a pixel that is not at an edge, and is enlarged... */
const SMALL_SIDE = 64
/** ...but no further: what Lanczos' filter leaves beside edges would be flat, and its own colour. */
const MOST_ENLARGED = 16

/**
 * The size at which a mask's colours are told, its own in most cases: a mask is none in a sketch of it, and a photograph becomes one where it
 * is enlarged.
 *
 * @param wanted the size of the mask's picture
 */
export function colourSize({ width, height }: Size, wanted: Size): Size {
  const own = Math.max(width, height)
  const most = own < SMALL_SIDE ? MOST_ENLARGED * own : own
  return fitLongSide(width, height, Math.min(most, Math.max(USUAL_SIDE, wanted.width, wanted.height)))
}

/** Most colours of a mask: each region takes the memory and time of a style's terms. */
const MOST_REGIONS = 16

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
      return paint - 1 === style ? [{ style, ...(own && { mask: own }) }] : []
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
  return { painted, ...(kept.length > 0 && { kept: together(kept) }) }
}

/** The regions at one stage: their masks scaled as its pictures are. */
export function regionsAt({ painted, kept }: Regions, size: Size, styleSizes: readonly Size[]): Regions {
  return {
    painted: painted.map(region => ({
      ...region,
      mask: scaledMask(region.mask, size),
      styles: region.styles.map(one => ({
        ...one,
        ...(one.mask && { mask: scaledMask(one.mask, styleSizes[one.style] ?? one.mask) }),
      })),
    })),
    ...(kept && { kept: scaledMask(kept, size) }),
  }
}

/**
 * A loss whose terms on the style are there once for each region, weighted by how much of the picture it is: so pixels feel the same pull in
 * large regions and in small ones (Gatys et al. 2017, "Controlling perceptual factors", but for the normalisation).
 */
export function inRegions(specification: LossSpecification, regions: Regions | undefined): LossSpecification {
  if (!regions) return specification
  const shares = regions.painted.map(({ name, mask }) => ({ name, share: mean(mask.values) }))
  const terms = specification.terms.flatMap((term): LossTerm[] => {
    if (!readsTap(term) || TERM_FACTS[term.kind].picture !== 'style') return [term]
    return shares.map(({ name, share }) => ({ ...term, region: name, weight: share * (term.weight ?? 1) }))
  })
  return { ...specification, terms }
}

/** Throws NstOnnxError `usage` for a region that the deepest of its layers has no position for, at a stage of this size. */
export function requireRegionSizes(specification: LossSpecification, { painted }: Regions): void {
  const deepest = tapsOf(readOff(specification, 'style')).at(-1)
  if (!deepest) return
  const cell = 4 ** (layerOf(deepest).block - 1)
  for (const { name, mask, styles } of painted) {
    for (const one of [{ input: 'contentMask' as const, mask }, ...styles.map(styleMask)]) {
      if (!one.mask || sum(one.mask.values) >= cell) continue
      const { width, height } = one.mask
      const colour = colourText(parseColour(name) ?? [0, 0, 0])
      throw new NstOnnxError('region-too-small', {
        name: one.input,
        input: one.input,
        colour,
        layer: deepest,
        width,
        height,
      })
    }
  }
}

const styleMask = ({ style, mask }: Region['styles'][number]) => ({ input: `styleMask.${style}` as const, mask })

/** The colours of a mask with the mask of each. */
interface Parts {
  readonly name: string
  readonly colours: readonly MaskColour[]
  readonly masks: readonly Mask[]
}

function partsOf(mask: NamedMask, input: InputRole): Parts {
  const colours = coloursOf(mask, input)
  return { name: mask.name, colours, masks: masksOf(mask, colours) }
}

function coloursOf({ name, picture, detail = picture }: NamedMask, input: InputRole): MaskColour[] {
  const colours = maskColours(detail)
  if (colours.length === 0) throw new NstOnnxError('mask-no-colours', { name, input })
  if (colours.length > MOST_REGIONS)
    throw new NstOnnxError('mask-many-colours', { name, input, count: colours.length, limit: MOST_REGIONS })
  return colours
}

function masksOf({ picture }: NamedMask, colours: readonly MaskColour[]): Mask[] {
  const { width, height } = picture
  return colourParts(
    picture,
    colours.map(({ colour }) => colour),
  ).map(values => ({ width, height, values }))
}

function partIn({ colours, masks }: Parts, colour: Colour): Mask | undefined {
  const found = nearestIn(colours, colour)
  return found === undefined ? undefined : masks[found]
}

function nearestIn(colours: readonly MaskColour[], colour: Colour): number | undefined {
  const all = colours.map(found => found.colour)
  const index = indexOfNearest(colour, all)
  const found = all[index]
  return found && isOneColour(found, colour) ? index : undefined
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

const listed = (colours: readonly MaskColour[]) =>
  colours.map(({ colour, share }) => `${textIn(colours, colour)} ${percent(share)}`).join(', ')

/** What a colour of a mask is called: by a name only where no other of its colours goes by that. */
function textIn(colours: readonly MaskColour[], colour: Colour): string {
  const text = colourText(colour)
  const isShared = colours.filter(other => colourText(other.colour) === text).length > 1
  return isShared ? hexOf(colour) : text
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

function scaledMask(mask: Mask, { width, height }: Size): Mask {
  return { width, height, values: resizePlanes(mask.values, 1, mask, { width, height }) }
}

function together([first, ...others]: readonly Mask[]): Mask {
  if (!first) throw new Error('there is a mask')
  const values = first.values.map((value, at) => others.reduce((all, mask) => all + mask.values[at]!, value)) // of one size
  return { ...first, values: values.map(value => Math.min(1, value)) }
}

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)
const mean = (values: Float32Array) => sum(values) / values.length
