import { crc32, deflateSync } from 'node:zlib'
import { join, latin1, uint32 } from './bytes.js'

export interface PngHeader {
  width: number
  height: number
  /** Bits a sample. */
  depth: number
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  colorType: number
  interlaced?: boolean
}

/** A PNG file from its rows' packed bytes, stored without a row filter. */
export function pngFile(
  header: PngHeader,
  rows: number[][],
  before: [type: string, data: Uint8Array][] = [],
): Uint8Array {
  const { width, height, depth, colorType, interlaced = false } = header
  const ihdr = join(uint32(width), uint32(height), Uint8Array.of(depth, colorType, 0, 0, interlaced ? 1 : 0))
  const idat = deflateSync(Uint8Array.from(rows.flatMap(row => [0, ...row])))
  const chunks: [string, Uint8Array][] = [['IHDR', ihdr], ...before, ['IDAT', idat], ['IEND', new Uint8Array()]]
  return join(latin1('\x89PNG\r\n\x1a\n'), ...chunks.map(([type, data]) => pngChunk(type, data)))
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = join(latin1(type), data)
  return join(uint32(data.length), body, uint32(crc32(body)))
}
