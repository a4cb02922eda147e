/** The first directory of a TIFF file. EXIF data is a TIFF file without a picture, so this reads both. */
export interface TiffDirectory {
  /** The tag's whole numbers; empty where the tag is absent or holds something else. */
  values(tag: number): readonly number[]
  /** Offset of the four bytes that point to the next directory: the next page. */
  readonly nextPointer: number
}

/** Bytes a value takes, by TIFF field type: BYTE, SHORT and LONG; the other types hold no whole numbers. */
const fieldSize = new Map([
  [1, 1],
  [3, 2],
  [4, 4],
])

/** Reads the first directory, or returns undefined where `bytes` are not classic (32-bit) TIFF or are cut short. */
export function readTiffDirectory(bytes: Uint8Array): TiffDirectory | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 8) return undefined
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return undefined
  const littleEndian = order === 0x4949
  if (view.getUint16(2, littleEndian) !== 42) return undefined
  const start = view.getUint32(4, littleEndian)
  if (start + 2 > bytes.length) return undefined
  const nextPointer = start + 2 + 12 * view.getUint16(start, littleEndian)
  if (nextPointer + 4 > bytes.length) return undefined

  const values = (tag: number) => {
    for (let entry = start + 2; entry < nextPointer; entry += 12) {
      if (view.getUint16(entry, littleEndian) !== tag) continue
      const size = fieldSize.get(view.getUint16(entry + 2, littleEndian))
      const count = view.getUint32(entry + 4, littleEndian)
      if (!size) return []
      // Up to four bytes stand in the entry itself; more stand where it points.
      const at = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian)
      if (at + size * count > bytes.length) return []
      return Array.from({ length: count }, (_, i) => {
        const position = at + size * i
        if (size === 1) return view.getUint8(position)
        return size === 2 ? view.getUint16(position, littleEndian) : view.getUint32(position, littleEndian)
      })
    }
    return []
  }
  return { values, nextPointer }
}
