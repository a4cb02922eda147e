import { type Chunk, riffChunks } from './chunks.js'
import { joined } from './joined.js'

const HAS_ALPHA = 0x10
const HAS_XMP = 0x04

/** Returns the WebP file with an XMP packet inside, in the extended form that this takes. */
export function withWebpXmp(bytes: Uint8Array, packet: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = [...riffChunks(bytes)].filter(({ type }) => type !== 'XMP ')
  const [first] = chunks
  const header = first?.type === 'VP8X' ? Uint8Array.from(first.data) : extendedHeader(first)
  header[0] = (header[0] ?? 0) | HAS_XMP
  const rest = chunks.filter(({ type }) => type !== 'VP8X').flatMap(({ type, data }) => chunk(type, data))
  const body = joined([latin1('WEBP'), ...chunk('VP8X', header), ...rest, ...chunk('XMP ', packet)])
  return joined([latin1('RIFF'), uint32le(body.length), body])
}

/** Flags in one byte, three that are reserved, and width and height less one, three bytes each. */
function extendedHeader(still: Chunk | undefined): Uint8Array<ArrayBuffer> {
  const data = still?.data ?? new Uint8Array()
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const isLossless = still?.type === 'VP8L'
  const packed = isLossless ? view.getUint32(1, true) : 0
  const width = isLossless ? packed & 0x3fff : (view.getUint16(6, true) & 0x3fff) - 1
  const height = isLossless ? (packed >> 14) & 0x3fff : (view.getUint16(8, true) & 0x3fff) - 1
  const hasAlpha = isLossless && ((packed >> 28) & 1) === 1
  const header = new Uint8Array(10)
  header[0] = hasAlpha ? HAS_ALPHA : 0
  header.set(uint32le(width).subarray(0, 3), 4)
  header.set(uint32le(height).subarray(0, 3), 7)
  return header
}

/** Chunks have even lengths; the byte that fills up is not counted. */
const chunk = (type: string, data: Uint8Array) => [
  latin1(type),
  uint32le(data.length),
  data,
  new Uint8Array(data.length % 2),
]

const latin1 = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const uint32le = (value: number) => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)
