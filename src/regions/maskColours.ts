import type { Picture } from '../images/picture.js'

/** A colour as planes have it: red, green and blue from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number]

/** A colour of a mask, and how much of the mask has it. */
export interface MaskColour {
  readonly colour: Colour
  /** A number from 0 to 1. */
  readonly share: number
}

/** Colours nearer than this, of √3 between black and white, are one: what JPEG makes of a colour is nearer, and what people take for two is not. */
const ONE_COLOUR = 0.2
/** Neighbours in a flat part differ by less: three steps of 8 bits. */
const FLAT_STEP = 3.5 / 255
/** Less of a mask than this is dirt. */
const LEAST_SHARE = 0.002
/** A picture with less in flat parts is no mask but a photograph, or noise... */
const LEAST_FLAT = 0.2
/** ...and so is one with more that is between colours, as at soft edges... */
const MOST_MIXED = 0.35
/** ...or that not even two of its colours make. */
const MOST_STRAY = 0.1
/** So many colours are too many for any use, and their mixtures are everywhere. */
const MANY = 32
/** Steps a channel of the histogram in which colours are looked for. */
const BINS = 32

/**
 * The colours of a mask, those of most pixels first. They are looked for where the picture is flat: what lies between two of them, at soft
 * edges and in what JPEG leaves around hard ones, is a mixture.
 *
 * @returns an empty list where the picture is no mask
 */
export function maskColours(mask: Picture): MaskColour[] {
  const flat = flatPixels(mask)
  const pixels = mask.width * mask.height
  if (flat.length < LEAST_FLAT * pixels) return []
  const found: { colour: Colour; count: number }[] = []
  for (const bin of binsOf(mask, flat)) {
    const known = found.find(({ colour }) => distance(colour, bin.colour) < ONE_COLOUR)
    if (known) known.count += bin.count
    else found.push(bin)
  }
  const colours = found.filter(({ count }) => count >= LEAST_SHARE * pixels).sort((a, b) => b.count - a.count)
  const all = colours.map(({ colour }) => colour)
  const { mixed, stray } = colours.length > MANY ? { mixed: 0, stray: 0 } : sharesBetween(mask, all)
  if (mixed > MOST_MIXED || stray > MOST_STRAY) return []
  return colours.map(({ colour, count }) => ({ colour, share: count / flat.length }))
}

/** How much of a mask is none of some colours, and how much of it no mixture of two either. */
function sharesBetween(mask: Picture, colours: readonly Colour[]): { mixed: number; stray: number } {
  const size = mask.width * mask.height
  let [mixed, stray] = [0, 0]
  const pixel: Pixel = [0, 0, 0]
  for (let at = 0; at < size; at++) {
    readPixel(mask, at, pixel)
    const nearest = indexOfNearest(pixel, colours)
    if (distance(pixel, colours[nearest] ?? pixel) < ONE_COLOUR / 2) continue
    mixed++
    if (mixture(pixel, nearest, colours).off > ONE_COLOUR / 2) stray++
  }
  return { mixed: mixed / size, stray: stray / size }
}

/**
 * How far each pixel of a mask belongs to each of some colours, [height, width] for each; they add up to 1. A pixel between two
 * colours belongs to both, as it would where a soft edge was drawn, or a hard one scaled down.
 */
export function colourParts(mask: Picture, colours: readonly Colour[]): Float32Array<ArrayBuffer>[] {
  const size = mask.width * mask.height
  const parts = colours.map(() => new Float32Array(size))
  const pixel: Pixel = [0, 0, 0]
  for (let at = 0; at < size; at++) {
    readPixel(mask, at, pixel)
    const nearest = indexOfNearest(pixel, colours)
    // An entry for each colour, here and below.
    if (distance(pixel, colours[nearest]!) < ONE_COLOUR / 2) {
      parts[nearest]![at] = 1
      continue
    }
    const { other, share } = mixture(pixel, nearest, colours)
    parts[nearest]![at]! += 1 - share
    parts[other]![at]! += share
  }
  return parts
}

/** The index of the colour that is nearest; -1 where there is none. */
export function indexOfNearest(wanted: Colour, colours: readonly Colour[]): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY]
  for (let i = 0; i < colours.length; i++) {
    const far = distance(colours[i]!, wanted)
    if (far < least) [nearest, least] = [i, far]
  }
  return nearest
}

/** Whether two colours count as one. */
export const isOneColour = (a: Colour, b: Colour): boolean => distance(a, b) < ONE_COLOUR

const distance = (a: Colour, b: Colour) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** A colour that is written over from pixel to pixel: a mask has millions, and one list for each takes longer than all that is done with it. */
type Pixel = [red: number, green: number, blue: number]

function readPixel({ pixels, width, height }: Picture, at: number, into: Pixel): void {
  const size = width * height
  for (let plane = 0; plane < 3; plane++) into[plane] = pixels[plane * size + at]!
}

/** Pixels that hardly differ from those beside, above and below them. */
function flatPixels(mask: Picture): number[] {
  const { width, height } = mask
  const flat: number[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const isFlat =
        (x === 0 || isStep(mask, at, at - 1)) &&
        (x === width - 1 || isStep(mask, at, at + 1)) &&
        (y === 0 || isStep(mask, at, at - width)) &&
        (y === height - 1 || isStep(mask, at, at + width))
      if (isFlat) flat.push(at)
    }
  }
  return flat
}

function isStep({ pixels, width, height }: Picture, at: number, beside: number): boolean {
  const size = width * height
  for (let plane = 0; plane < 3; plane++)
    if (!(Math.abs(pixels[plane * size + at]! - pixels[plane * size + beside]!) < FLAT_STEP)) return false
  return true
}

/** Mean colours of a histogram's bins, the fullest first. */
function binsOf(mask: Picture, flat: readonly number[]): { colour: Colour; count: number }[] {
  const bins = new Map<number, [red: number, green: number, blue: number, count: number]>()
  const pixel: Pixel = [0, 0, 0]
  for (const at of flat) {
    readPixel(mask, at, pixel)
    let key = 0
    for (const value of pixel) key = BINS * key + Math.min(BINS - 1, Math.floor(BINS * value))
    const sums = bins.get(key) ?? [0, 0, 0, 0]
    for (let channel = 0; channel < 3; channel++) sums[channel]! += pixel[channel]!
    sums[3]++
    bins.set(key, sums)
  }
  return [...bins.values()]
    .sort((a, b) => b[3] - a[3])
    .map(([red, green, blue, count]) => ({ colour: [red / count, green / count, blue / count], count }))
}

/** The other colour of the line from the nearest one that passes the pixel closest by, how far along that it lies, and how far off. */
function mixture(
  pixel: Colour,
  nearest: number,
  colours: readonly Colour[],
): { readonly other: number; readonly share: number; readonly off: number } {
  const from = colours[nearest]!
  let best = { other: nearest, share: 0, off: distance(pixel, from) }
  for (const [other, to] of colours.entries()) {
    if (other === nearest) continue
    const along = [0, 1, 2].reduce((sum, c) => sum + (pixel[c]! - from[c]!) * (to[c]! - from[c]!), 0)
    const share = Math.min(1, Math.max(0, along / distance(from, to) ** 2))
    const point: Colour = [0, 1, 2].map(c => from[c]! + share * (to[c]! - from[c]!)) as [number, number, number]
    const off = distance(pixel, point)
    if (off < best.off) best = { other, share, off }
  }
  return best
}
