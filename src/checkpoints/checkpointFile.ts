import { packState, unpackState, type Vector } from './packedState.js'

/** The first line of a checkpoint's file. */
const MAGIC = new TextEncoder().encode('nst-onnx checkpoint 1\n')
/** The bytes before the header: the magic, the header's length, and the checksum of all that follows. */
const PREFIX = MAGIC.length + 8
/** Vectors begin at multiples of it. */
const ALIGNMENT = 8

interface Header {
  /** What the state belongs to. */
  readonly about: unknown
  readonly data: unknown
  readonly vectors: readonly { readonly type: 'float32' | 'float64'; readonly length: number }[]
}

/**
 * A state and what it belongs to as the bytes of a file: the magic line, the header's length and a checksum (uint32, little-endian), a
 * header in JSON, then the state's vectors, little-endian.
 *
 * @param about what `readAbout` tells without the vectors, as JSON has it
 */
export function writeCheckpoint(about: unknown, state: unknown): Uint8Array<ArrayBuffer> {
  const { data, vectors } = packState(state)
  const header: Header = {
    about,
    data,
    vectors: vectors.map(vector => ({
      type: vector instanceof Float32Array ? 'float32' : 'float64',
      length: vector.length,
    })),
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const end = vectors.reduce((offset, { byteLength }) => aligned(offset) + byteLength, PREFIX + text.length)
  const bytes = new Uint8Array(aligned(end))
  bytes.set(MAGIC)
  bytes.set(text, PREFIX)
  let offset = PREFIX + text.length
  for (const { buffer, byteOffset, byteLength } of vectors) {
    offset = aligned(offset)
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), offset)
    offset += byteLength
  }
  const view = new DataView(bytes.buffer)
  view.setUint32(MAGIC.length, text.length, true)
  view.setUint32(MAGIC.length + 4, checksum(bytes.subarray(PREFIX)), true)
  return bytes
}

/** What a checkpoint belongs to, by the beginning of its file; undefined where the bytes are no checkpoint, or too few. */
export function readAbout(bytes: Uint8Array): unknown {
  return readHeader(bytes)?.header.about
}

/** A state out of a checkpoint's bytes, and what it belongs to. Undefined where they are no whole checkpoint. */
export function readCheckpoint(bytes: Uint8Array): { readonly about: unknown; readonly state: unknown } | undefined {
  const read = readHeader(bytes)
  if (!read || checksum(bytes.subarray(PREFIX)) !== read.checksum) return undefined
  const { header, end } = read
  const vectors: Vector[] = []
  let offset = end
  for (const { type, length } of header.vectors) {
    const kind = type === 'float32' ? Float32Array : Float64Array
    offset = aligned(offset)
    const stop = offset + length * kind.BYTES_PER_ELEMENT
    if (stop > bytes.length) return undefined
    vectors.push(new kind(bytes.slice(offset, stop).buffer))
    offset = stop
  }
  return { about: header.about, state: unpackState({ data: header.data, vectors }) }
}

function readHeader(bytes: Uint8Array): { header: Header; end: number; checksum: number } | undefined {
  if (bytes.length < PREFIX || MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = PREFIX + view.getUint32(MAGIC.length, true)
  if (end > bytes.length) return undefined
  try {
    const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, end)))
    return { header, end, checksum: view.getUint32(MAGIC.length + 4, true) }
  } catch {
    return undefined
  }
}

const aligned = (offset: number) => ALIGNMENT * Math.ceil(offset / ALIGNMENT)

/** FNV-1a (Fowler, Noll, Vo) over words of four bytes, which tells damage apart, not malice; what is left over counts by bytes. */
function checksum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = bytes.length - (bytes.length % 4)
  let hash = 0x811c9dc5
  for (let offset = 0; offset < whole; offset += 4) hash = Math.imul(hash ^ view.getUint32(offset, true), 0x01000193)
  for (let offset = whole; offset < bytes.length; offset++) hash = Math.imul(hash ^ (bytes[offset] ?? 0), 0x01000193)
  return hash >>> 0
}
