import { joined } from './joined.js'

/** TIFF's type of bytes that mean nothing to TIFF. */
const UNDEFINED = 7

/**
 * The TIFF file with one more tag in its first directory: a new directory is written at the end, and the old one is left
 * unused.
 *
 * @param bytes a classic TIFF file that a library has written: it is taken to be whole
 */
export function withTiffTag(bytes: Uint8Array, tag: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = joined([bytes, new Uint8Array(bytes.length % 2)])
  const view = new DataView(file.buffer)
  const littleEndian = view.getUint16(0) === 0x4949
  const start = view.getUint32(4, littleEndian)
  const count = view.getUint16(start, littleEndian)
  const entries = Array.from({ length: count }, (_, i) => file.slice(start + 2 + 12 * i, start + 14 + 12 * i))
  const next = file.slice(start + 2 + 12 * count, start + 6 + 12 * count)
  const tagOf = (entry: Uint8Array) => new DataView(entry.buffer, entry.byteOffset).getUint16(0, littleEndian)

  const added = new DataView(new ArrayBuffer(12))
  added.setUint16(0, tag, littleEndian)
  added.setUint16(2, UNDEFINED, littleEndian)
  added.setUint32(4, data.length, littleEndian)
  added.setUint32(8, file.length, littleEndian)
  const all = [...entries, new Uint8Array(added.buffer)].sort((a, b) => tagOf(a) - tagOf(b))

  const size = new DataView(new ArrayBuffer(2))
  size.setUint16(0, all.length, littleEndian)
  const padding = new Uint8Array(data.length % 2)
  view.setUint32(4, file.length + data.length + padding.length, littleEndian)
  return joined([file, data, padding, new Uint8Array(size.buffer), ...all, next])
}
