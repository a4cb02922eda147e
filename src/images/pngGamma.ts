import { pngChunks } from './chunks.js'
import type { Bitmap } from './pictureFromSamples.js'

/** The usual gamma, 1/2.2, in PNG's units, and what differs from it too little to be seen. */
const USUAL = 45_455
const TOLERANCE = 0.05

/** A PNG file's samples as those of sRGB, where nothing but a gamma other than the usual one says what they are; all others as they are. */
export function withPngGamma(bitmap: Bitmap, png: Uint8Array): Bitmap {
  const gamma = unusualGamma(png)
  if (gamma === undefined) return bitmap
  const { data, channels } = bitmap
  const full = data instanceof Uint16Array ? 65_535 : 255
  const table = Array.from({ length: full + 1 }, (_, value) =>
    Math.round(full * encoded((value / full) ** (1 / gamma))),
  )
  const isAlpha = (i: number) => channels % 2 === 0 && i % channels === channels - 1
  return { ...bitmap, data: data.map((value, i) => (isAlpha(i) ? value : table[value]!)) } // of every value there is
}

/** A PNG file's gamma, where that counts and is not the usual one. */
export function unusualGamma(png: Uint8Array): number | undefined {
  let gamma = 0
  for (const { type, data } of pngChunks(png)) {
    if (type === 'iCCP' || type === 'sRGB' || type === 'cICP') return undefined
    if (type === 'IDAT') break
    if (type === 'gAMA' && data.length === 4) gamma = new DataView(data.buffer, data.byteOffset).getUint32(0)
  }
  return gamma === 0 || Math.abs(gamma / USUAL - 1) <= TOLERANCE ? undefined : gamma / 100_000
}

/** sRGB's value of linear light, 0 … 1. */
const encoded = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)
