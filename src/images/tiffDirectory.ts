/** The first directory of a TIFF file. EXIF data is a TIFF file without a picture, so this reads both. */
export interface TiffDirectory {
  /** The tag's whole numbers; empty where the tag is absent or holds something else. */
  values(tag: number): readonly number[]
  /** The tag's bytes; undefined where the tag is absent or holds something else. */
  bytes(tag: number): Uint8Array | undefined
  /** Offset of the four bytes that point to the next directory: the next page. */
  readonly nextPointer: number
}

/** XMP, a packet of XML. */
export const XMP_TAG = 700
export const ICC_PROFILE_TAG = 34_675

const UNDEFINED = 7

/** Bytes a value takes, by TIFF field type: BYTE, SHORT and LONG, the whole numbers, and bytes that mean nothing to TIFF. */
const fieldSize = new Map([
  [1, 1],
  [3, 2],
  [4, 4],
  [UNDEFINED, 1],
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

  /** A tag's type, how many values it has, and where they begin. */
  const find = (tag: number) => {
    for (let entry = start + 2; entry < nextPointer; entry += 12) {
      if (view.getUint16(entry, littleEndian) !== tag) continue
      const type = view.getUint16(entry + 2, littleEndian)
      const count = view.getUint32(entry + 4, littleEndian)
      const size = fieldSize.get(type)
      if (!size) return undefined
      // Up to four bytes stand in the entry itself; more stand where it points.
      const at = size * count <= 4 ? entry + 8 : view.getUint32(entry + 8, littleEndian)
      return at + size * count <= bytes.length ? { type, count, size, at } : undefined
    }
    return undefined
  }
  return {
    nextPointer,
    values(tag) {
      const { type = UNDEFINED, count = 0, size = 1, at = 0 } = find(tag) ?? {}
      if (type === UNDEFINED) return []
      return Array.from({ length: count }, (_, i) => {
        const position = at + size * i
        if (size === 1) return view.getUint8(position)
        return size === 2 ? view.getUint16(position, littleEndian) : view.getUint32(position, littleEndian)
      })
    },
    bytes(tag) {
      const { count = 0, size = 0, at = 0 } = find(tag) ?? {}
      return size === 1 ? bytes.subarray(at, at + count) : undefined
    },
  }
}
