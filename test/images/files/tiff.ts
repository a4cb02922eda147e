import { join, latin1, uint16, uint16le, uint32, uint32le } from './bytes.js'

export interface TiffPage {
  width: number
  height: number
  /** Bits a sample. */
  depth: number
  samples: 1 | 3 | 4
  data: Uint8Array
  /** Further tags that hold one SHORT each, as orientation (274). */
  tags?: Record<number, number>
}

/** An uncompressed TIFF file of one or more pages, one strip each. */
export function tiffFile(pages: TiffPage[], littleEndian = true): Uint8Array {
  const short = littleEndian ? uint16le : uint16
  const long = littleEndian ? uint32le : uint32
  let file = join(latin1(littleEndian ? 'II' : 'MM'), short(42), long(8))
  pages.forEach(({ width, height, depth, samples, data, tags = {} }, index) => {
    const entries = new Map<number, number>([
      [256, width],
      [257, height],
      [258, depth],
      [259, 1],
      [262, samples === 1 ? 1 : 2],
      [273, 0],
      [277, samples],
      [278, height],
      [279, data.length],
      ...Object.entries(tags).map(([tag, value]) => [Number(tag), value] as const),
    ])
    const dataOffset = file.length + 2 + 12 * entries.size + 4
    entries.set(273, dataOffset)
    const next = index + 1 < pages.length ? dataOffset + data.length : 0
    const sorted = [...entries].sort(([a], [b]) => a - b)
    const directory = sorted.map(([tag, value]) => join(short(tag), short(3), long(1), short(value), short(0)))
    file = join(file, short(entries.size), ...directory, long(next), data)
  })
  return file
}

/** EXIF data that says nothing but the orientation: a TIFF directory without a picture. */
export function exifOrientation(orientation: number, littleEndian = true): Uint8Array {
  const short = littleEndian ? uint16le : uint16
  const long = littleEndian ? uint32le : uint32
  const entry = join(short(274), short(3), long(1), short(orientation), short(0))
  return join(latin1(littleEndian ? 'II' : 'MM'), short(42), long(8), short(1), entry, long(0))
}
