import { BytesReader, findBox, isoBoxes } from './isoBoxes.js'

/**
 * The XMP packet in an AVIF or HEIF file: the item of type `mime` whose content type is `application/rdf+xml`. Undefined where
 * there is none, or where it is not inside the file. Never throws, whatever the bytes.
 */
export function xmpInAvif(bytes: Uint8Array): Uint8Array | undefined {
  const meta = findBox(isoBoxes(bytes), 'meta')
  if (!meta) return undefined
  // A full box: a version and flags come first.
  const inside = [...isoBoxes(meta.subarray(4))]
  const id = xmpItem(findBox(inside, 'iinf'))
  const location = id !== undefined && itemLocation(findBox(inside, 'iloc'), id)
  if (!location) return undefined
  const source = location.inIdat ? findBox(inside, 'idat') : bytes
  const { offset, length } = location
  return source && offset + length <= source.length ? source.subarray(offset, offset + length) : undefined
}

/** The number of the item that holds XMP. */
function xmpItem(iinf: Uint8Array | undefined): number | undefined {
  if (!iinf) return undefined
  const entries = iinf.subarray(iinf[0] === 0 ? 6 : 8)
  for (const { type, data } of isoBoxes(entries)) {
    const version = data[0] ?? 0
    if (type !== 'infe' || version < 2) continue
    const reader = new BytesReader(data.subarray(4))
    const id = reader.uint(version === 2 ? 2 : 4)
    reader.uint(2) // protection
    if (reader.text(4) !== 'mime') continue
    reader.string() // the item's name
    if (reader.string() === 'application/rdf+xml') return id
  }
  return undefined
}

interface Location {
  /** Inside the box `idat`, and else in the file. */
  readonly inIdat: boolean
  readonly offset: number
  readonly length: number
}

/** Where an item is that lies in one piece. */
function itemLocation(iloc: Uint8Array | undefined, wanted: number): Location | undefined {
  if (!iloc) return undefined
  const version = iloc[0] ?? 0
  const reader = new BytesReader(iloc.subarray(4))
  const [sizes, more] = [reader.uint(1), reader.uint(1)]
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 4, sizes & 15, more >> 4, version > 0 ? more & 15 : 0]
  const count = reader.uint(version < 2 ? 2 : 4)
  for (let item = 0; item < count && !reader.isOver; item++) {
    const id = reader.uint(version < 2 ? 2 : 4)
    const method = version > 0 ? reader.uint(2) & 15 : 0
    reader.uint(2) // the file that the data is in: this one
    const base = reader.uint(baseSize)
    const extents = reader.uint(2)
    if (id === wanted && extents === 1 && method < 2) {
      reader.uint(indexSize)
      return { inIdat: method === 1, offset: base + reader.uint(offsetSize), length: reader.uint(lengthSize) }
    }
    reader.skip(extents * (indexSize + offsetSize + lengthSize))
  }
  return undefined
}
