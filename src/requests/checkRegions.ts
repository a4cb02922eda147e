import { NstOnnxError } from '../errors.js'
import { type Fields, isFields, shown } from '../options/shown.js'
import { COLOUR_NAMES, colourText, hexOf, parseColour } from '../regions/colourText.js'
import type { RegionPaint } from '../regions/regions.js'
import { checkedPicture, type Door } from './door.js'
import type { CheckedRequest } from './request.js'

/** The mask of a request's content picture, and what paints its colours, these as `#rrggbb`. Throws NstOnnxError `usage`. */
export function checkedRegions<Input>(
  { contentMask, regions }: Fields,
  door: Door<Input>,
): Pick<CheckedRequest<Input>, 'contentMask' | 'regions'> {
  return {
    ...(contentMask !== undefined && { contentMask: checkedPicture(contentMask, 'contentMask', door) }),
    ...(regions !== undefined && { regions: checkedPaints(regions) }),
  }
}

function checkedPaints(given: unknown): Readonly<Record<string, RegionPaint>> {
  if (!isFields(given)) throw new NstOnnxError('regions-no-object', { option: 'regions', value: shown(given) })
  const paints = new Map<string, RegionPaint>()
  for (const [text, paint] of Object.entries(given)) {
    const colour = parseColour(text)
    if (!colour)
      throw new NstOnnxError('region-colour-wrong', {
        option: 'regions',
        value: shown(text),
        names: COLOUR_NAMES.join(', '),
      })
    if (!isPaint(paint))
      throw new NstOnnxError('region-paint-wrong', { option: 'regions', colour: shown(text), value: shown(paint) })
    if (paints.has(hexOf(colour))) throw new NstOnnxError('region-twice', { option: 'regions', value: shown(text) })
    paints.set(hexOf(colour), paint)
  }
  return Object.fromEntries(paints)
}

const isPaint = (paint: unknown): paint is RegionPaint =>
  paint === 'keep' || paint === 'all' || (Number.isSafeInteger(paint) && Number(paint) > 0)

/** Throws NstOnnxError `usage` for parts of regions without the others that they need. */
export function requireRegions<Input>(request: CheckedRequest<Input>): void {
  const { content, contentMask, styles = [], regions = {} } = request
  const hasStyleMask = styles.some(({ mask }) => mask !== undefined)
  const names = Object.entries(regions)
  if (contentMask === undefined) {
    if (hasStyleMask || names.length > 0)
      throw new NstOnnxError('content-mask-missing', { option: hasStyleMask ? 'styleMask' : 'regions' })
    return
  }
  if (content === undefined) throw new NstOnnxError('content-mask-unused', { option: 'contentMask' })
  if (!hasStyleMask && names.length === 0) throw new NstOnnxError('regions-undecided', { option: 'contentMask' })
  for (const [colour, paint] of names) {
    if (typeof paint === 'number' && paint > styles.length)
      throw new NstOnnxError('region-style-unknown', {
        option: 'regions',
        colour: colourText(parseColour(colour) ?? [0, 0, 0]),
        value: paint,
        styles: styles.length,
      })
  }
}
