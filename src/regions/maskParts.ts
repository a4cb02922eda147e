import { type InputRole, NstOnnxError } from '../errors.js'
import { colourText, hexOf } from './colourText.js'
import type { Mask, NamedMask } from './mask.js'
import { type Colour, colourParts, indexOfNearest, isOneColour, type MaskColour, maskColours } from './maskColours.js'

/** Most colours of a mask: each region takes the memory and time of a style's terms. */
const MOST_REGIONS = 16

/** The colours of a mask with the mask of each. */
export interface Parts {
  readonly name: string
  readonly colours: readonly MaskColour[]
  readonly masks: readonly Mask[]
}

/** @param input what errors call the mask; throws NstOnnxError `input` where it is none */
export function partsOf(mask: NamedMask, input: InputRole): Parts {
  const colours = coloursOf(mask, input)
  return { name: mask.name, colours, masks: masksOf(mask, colours) }
}

export function coloursOf({ name, picture, detail = picture }: NamedMask, input: InputRole): MaskColour[] {
  const colours = maskColours(detail)
  if (colours.length === 0) throw new NstOnnxError('mask-no-colours', { name, input })
  if (colours.length > MOST_REGIONS)
    throw new NstOnnxError('mask-many-colours', { name, input, count: colours.length, limit: MOST_REGIONS })
  return colours
}

export function masksOf({ picture }: NamedMask, colours: readonly MaskColour[]): Mask[] {
  const { width, height } = picture
  return colourParts(
    picture,
    colours.map(({ colour }) => colour),
  ).map(values => ({ width, height, values }))
}

/** The part of a mask that has a colour. */
export function partIn({ colours, masks }: Parts, colour: Colour): Mask | undefined {
  const found = nearestIn(colours, colour)
  return found === undefined ? undefined : masks[found]
}

/** The index of a colour among those of a mask. */
export function nearestIn(colours: readonly MaskColour[], colour: Colour): number | undefined {
  const all = colours.map(found => found.colour)
  const index = indexOfNearest(colour, all)
  const found = all[index]
  return found && isOneColour(found, colour) ? index : undefined
}

/** The colours of a mask with their shares, for messages. */
export const listed = (colours: readonly MaskColour[]) =>
  colours.map(({ colour, share }) => `${textIn(colours, colour)} ${percent(share)}`).join(', ')

/** What a colour of a mask is called: by a name only where no other of its colours goes by that. */
export function textIn(colours: readonly MaskColour[], colour: Colour): string {
  const text = colourText(colour)
  const isShared = colours.filter(other => colourText(other.colour) === text).length > 1
  return isShared ? hexOf(colour) : text
}

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
