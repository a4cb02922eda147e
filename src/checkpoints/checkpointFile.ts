import { packState, unpackState, type Vector } from './packedState.js'

/** The first line of a checkpoint's file. */
const MAGIC = new TextEncoder().encode('nst-onnx checkpoint 002\n')
/** The bytes before the header: the magic, the header's length and checksum, and the checksum of the vectors. */
const PREFIX = MAGIC.length + 16
/** The header and vectors begin at multiples of it. */
const ALIGNMENT = 8

interface Header {
  /** What the state belongs to. */
  readonly about: unknown
  readonly data: unknown
  readonly vectors: readonly { readonly type: 'float32' | 'float64'; readonly length: number }[]
}

/**
 * A state and what it belongs to as the bytes of a file, in parts: the magic line; the header's length, its checksum, that of the vectors, and a
 * 0 (uint32, little-endian); a header in JSON; then the state's vectors, little-endian. Parts of vectors are the vectors' own memory.
 *
 * @param about what `readAbout` tells without the vectors, as JSON has it
 */
export function checkpointParts(about: unknown, state: unknown): Uint8Array[] {
  const { data, vectors } = packState(state)
  const header: Header = {
    about,
    data,
    vectors: vectors.map(vector => ({
      type: vector instanceof Float32Array ? 'float32' : 'float64',
      length: vector.length,
    })),
  }
  const encoded = new TextEncoder().encode(JSON.stringify(header))
  const text = new Uint8Array(aligned(encoded.length)).fill(SPACE)
  text.set(encoded)
  const bodies = vectors.flatMap(({ buffer, byteOffset, byteLength }) => [
    new Uint8Array(buffer, byteOffset, byteLength),
    new Uint8Array(aligned(byteLength) - byteLength),
  ])
  const prefix = new Uint8Array(PREFIX)
  prefix.set(MAGIC)
  const view = new DataView(prefix.buffer)
  view.setUint32(MAGIC.length, text.length, true)
  view.setUint32(MAGIC.length + 4, checksum(text), true)
  view.setUint32(
    MAGIC.length + 8,
    bodies.reduce<number>((hash, body) => checksum(body, hash), BASIS),
    true,
  )
  return [prefix, text, ...bodies].filter(({ length }) => length > 0)
}

/** JSON may end in spaces. */
const SPACE = 0x20

/** What a checkpoint belongs to, by the beginning of its file; undefined where the bytes are no checkpoint, or too few. */
export function readAbout(bytes: Uint8Array): unknown {
  const length = headerLength(bytes)
  return length === undefined ? undefined : parseHeader(bytes, bytes.subarray(PREFIX, PREFIX + length))?.about
}

/** Fills an array with the bytes that come next. Resolves with whether there were enough. */
export type ReadInto = (target: Uint8Array) => Promise<boolean>

/** A state out of a checkpoint, and what it belongs to. Undefined where that is no whole checkpoint. */
export async function readCheckpoint(
  read: ReadInto,
): Promise<{ readonly about: unknown; readonly state: unknown } | undefined> {
  const prefix = new Uint8Array(PREFIX)
  const length = (await read(prefix)) ? headerLength(prefix) : undefined
  if (length === undefined) return undefined
  const text = new Uint8Array(length)
  const header = (await read(text)) ? parseHeader(prefix, text) : undefined
  if (!header) return undefined
  let hash = BASIS
  const vectors: Vector[] = []
  for (const { type, length } of header.vectors) {
    const vector = type === 'float32' ? new Float32Array(length) : new Float64Array(length)
    const padding = new Uint8Array(aligned(vector.byteLength) - vector.byteLength)
    for (const part of [new Uint8Array(vector.buffer), padding]) {
      if (!(await read(part))) return undefined
      hash = checksum(part, hash)
    }
    vectors.push(vector)
  }
  if (hash !== numberAt(prefix, 8)) return undefined
  return { about: header.about, state: unpackState({ data: header.data, vectors }) }
}

/** Reads out of bytes that are at hand. */
export function readingFrom(bytes: Uint8Array): ReadInto {
  let offset = 0
  return async target => {
    const found = bytes.subarray(offset, offset + target.length)
    target.set(found)
    offset += found.length
    return found.length === target.length
  }
}

/** Headers hold options and a few numbers for each pair of vectors. */
const LONGEST_HEADER = 2 ** 26

function headerLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < PREFIX || MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined
  const length = numberAt(bytes, 0)
  return length <= LONGEST_HEADER ? length : undefined
}

function parseHeader(prefix: Uint8Array, text: Uint8Array): Header | undefined {
  if (checksum(text) !== numberAt(prefix, 4)) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(text))
  } catch {
    return undefined
  }
}

/** One of the numbers behind the magic. */
function numberAt({ buffer, byteOffset }: Uint8Array, offset: number): number {
  return new DataView(buffer, byteOffset + MAGIC.length + offset).getUint32(0, true)
}

const aligned = (offset: number) => ALIGNMENT * Math.ceil(offset / ALIGNMENT)

const BASIS = 0x811c9dc5

/** FNV-1a (Fowler, Noll, Vo) over words of four bytes, which tells damage apart, not malice; bytes behind the last whole word do not count. */
function checksum({ buffer, byteOffset, byteLength }: Uint8Array, before = BASIS): number {
  const view = new DataView(buffer, byteOffset, byteLength)
  let hash = before
  for (let offset = 0; offset + 4 <= byteLength; offset += 4)
    hash = Math.imul(hash ^ view.getUint32(offset, true), 0x01000193)
  return hash >>> 0
}
