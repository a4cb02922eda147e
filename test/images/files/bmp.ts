import { join, latin1, uint16le, uint32le } from './bytes.js'

/** A BMP file; `rows` hold each row's bytes as stored (BGR or BGRX), top row first. */
export function bmpFile(width: number, bitsPerPixel: 24 | 32, rows: number[][], topDown = false): Uint8Array {
  const height = rows.length
  const padded = rows.map(row => [...row, ...Array<number>((4 - (row.length % 4)) % 4).fill(0)])
  const data = Uint8Array.from((topDown ? padded : padded.toReversed()).flat())
  const signedHeight = uint32le(topDown ? -height : height)
  const depth = join(uint16le(1), uint16le(bitsPerPixel))
  const info = join(uint32le(40), uint32le(width), signedHeight, depth, uint32le(0), uint32le(data.length))
  const header = join(latin1('BM'), uint32le(54 + data.length), uint32le(0), uint32le(54))
  return join(header, info, new Uint8Array(16), data)
}
