import sharp from 'sharp'
import { join, latin1, uint32le } from './bytes.js'

/** Encodes RGBA as WebP; lossless keeps every byte, the colours under transparent pixels too. */
export async function webpFile(rgba: Uint8Array, width: number, height: number, { lossless }: { lossless: boolean }) {
  const image = sharp(rgba, { raw: { width, height, channels: 4 } })
  return Uint8Array.from(await image.webp({ quality: 100, lossless, exact: lossless }).toBuffer())
}

/** An extended WebP: a VP8X header, then `chunks`, then what the simple file `still` holds. */
export function extendedWebp(still: Uint8Array, width: number, height: number, chunks: [string, Uint8Array][]) {
  const animated = chunks.some(([type]) => type === 'ANIM')
  const flags = (animated ? 0x02 : 0) | (chunks.some(([type]) => type === 'EXIF') ? 0x08 : 0)
  const size = [width - 1, height - 1].flatMap(value => [...uint32le(value).subarray(0, 3)])
  const header = Uint8Array.of(flags, 0, 0, 0, ...size)
  const all: [string, Uint8Array][] = [['VP8X', header], ...chunks]
  const before = all.map(([type, data]) => riffChunk(type, data))
  const body = join(latin1('WEBP'), ...before, still.subarray(12))
  return join(latin1('RIFF'), uint32le(body.length), body)
}

function riffChunk(type: string, data: Uint8Array): Uint8Array {
  return join(latin1(type), uint32le(data.length), data, new Uint8Array(data.length % 2))
}
