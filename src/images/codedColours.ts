import { pngChunks } from './chunks.js'
import { findBox, isoBoxes } from './isoBoxes.js'

/** What PNG (`cICP`) and AVIF (`nclx`) say of their colours, by the code points of ITU-T H.273. */
interface CodedColours {
  readonly primaries: number
  readonly transfer: number
}

/** Near enough to sRGB's, or not said. */
const USUAL_PRIMARIES = [1, 2, 5, 6, 7]
const USUAL_TRANSFERS = [1, 2, 4, 5, 6, 13, 14, 15]
const PRIMARIES = new Map([
  [9, 'BT.2020'],
  [11, 'DCI-P3'],
  [12, 'Display P3'],
])
const TRANSFERS = new Map([
  [8, 'linear light'],
  [16, 'HDR (PQ)'],
  [18, 'HDR (HLG)'],
])

/** The colours of a PNG or AVIF file that are not sRGB's and that no profile describes, by name; undefined for all others. */
export function unusualColours(bytes: Uint8Array, format: 'png' | 'avif'): string | undefined {
  const coded = format === 'png' ? inPng(bytes) : inAvif(bytes)
  const names = coded.map(({ primaries, transfer }) => {
    if (!USUAL_TRANSFERS.includes(transfer)) return TRANSFERS.get(transfer) ?? `transfer ${transfer}`
    return USUAL_PRIMARIES.includes(primaries) ? undefined : (PRIMARIES.get(primaries) ?? `primaries ${primaries}`)
  })
  // A file may hold a second picture for brighter screens.
  return names.includes(undefined) ? undefined : names[0]
}

function inPng(png: Uint8Array): CodedColours[] {
  let coded: CodedColours[] = []
  for (const { type, data } of pngChunks(png)) {
    if (type === 'iCCP' || type === 'IDAT') return type === 'iCCP' ? [] : coded
    if (type === 'cICP') coded = [{ primaries: data[0] ?? 2, transfer: data[1] ?? 2 }]
  }
  return coded
}

function inAvif(avif: Uint8Array): CodedColours[] {
  const meta = findBox(isoBoxes(avif), 'meta')
  const properties = meta && findBox(isoBoxes(meta.subarray(4)), 'iprp')
  const container = properties && findBox(isoBoxes(properties), 'ipco')
  const colours = [...isoBoxes(container ?? new Uint8Array())].filter(({ type }) => type === 'colr')
  const kinds = colours.map(({ data }) => String.fromCharCode(...data.subarray(0, 4)))
  if (kinds.some(kind => kind !== 'nclx')) return []
  return colours.map(({ data }) => ({
    primaries: 256 * (data[4] ?? 0) + (data[5] ?? 2),
    transfer: 256 * (data[6] ?? 0) + (data[7] ?? 2),
  }))
}
