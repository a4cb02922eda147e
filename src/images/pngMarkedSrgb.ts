import { pngChunks } from './chunks.js'
import { joined } from './joined.js'
import { pngChunk } from './pngChunk.js'

/** Rendering intent "perceptual". */
const SRGB = pngChunk('sRGB', Uint8Array.of(0))

/** The PNG file with the mark of sRGB, and without a resolution, which a painting has none of. */
export function pngMarkedSrgb(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)]
  let start = 8
  for (const { type, end } of pngChunks(bytes)) {
    if (type !== 'pHYs' && type !== 'sRGB') parts.push(bytes.subarray(start, end))
    if (type === 'IHDR') parts.push(SRGB)
    start = end
  }
  return joined(parts)
}
