import { NstOnnxError } from '../errors.js'

/** Where a tensor lies: bytes [begin, end) of the file, row-major, little-endian. */
export interface TensorEntry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

export interface SafetensorsHeader {
  readonly metadata: Readonly<Record<string, string>>
  readonly entries: ReadonlyMap<string, TensorEntry>
}

/** F16 and F32 decode to float32, F64 to float64. */
export interface Tensor {
  readonly shape: readonly number[]
  readonly data: Float32Array | Float64Array
}

/** An open safetensors file, in memory or on disk. `file` names it in error messages. */
export interface SafetensorsFile {
  readonly file: string
  readonly metadata: Readonly<Record<string, string>>
  readonly entries: ReadonlyMap<string, TensorEntry>
  /** Throws NstOnnxError `weights` where the file has no tensor of this name, or one whose dtype is not F16, F32 or F64. */
  tensor(name: string): Tensor | Promise<Tensor>
}

const LENGTH_BYTES = 8
/** The reference implementation's own limit: a longer header is a sign of a file that is something else. */
const MAX_HEADER_BYTES = 100_000_000
const DTYPE_BYTES: Readonly<Record<string, number>> = { F16: 2, F32: 4, F64: 8 }

/**
 * Where the header ends and tensor data begins, from the file's first eight bytes.
 * Throws NstOnnxError `weights` where no safetensors file of `fileBytes` bytes can begin like that.
 */
export function headerEnd(file: string, start: Uint8Array, fileBytes: number): number {
  if (start.length < LENGTH_BYTES) throw malformed(file, 'it is too short for a header')
  const length = Number(new DataView(start.buffer, start.byteOffset).getBigUint64(0, true))
  if (length > MAX_HEADER_BYTES) throw malformed(file, 'its first bytes are no header length')
  if (LENGTH_BYTES + length > fileBytes) throw truncated(file, LENGTH_BYTES + length, fileBytes)
  return LENGTH_BYTES + length
}

/**
 * Reads and checks a header: names, shapes, and byte ranges that fit their shapes, lie inside the file and do not overlap.
 * `start` is the file from its first byte to at least `headerEnd`. Throws NstOnnxError `weights` naming the file and the tensor.
 */
export function parseHeader(file: string, start: Uint8Array, fileBytes: number): SafetensorsHeader {
  const end = headerEnd(file, start, fileBytes)
  const { __metadata__: metadata = {}, ...tensors } = parseObject(file, start.subarray(LENGTH_BYTES, end))
  if (!isRecord(metadata) || !Object.values(metadata).every(value => typeof value === 'string')) {
    throw malformed(file, '__metadata__ is not a map of strings')
  }
  const entries = new Map(
    Object.entries(tensors).map(([name, entry]) => [name, parseEntry(file, name, entry, end)] as const),
  )
  const byOffset = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)
  let free = end
  for (const [name, entry] of byOffset) {
    if (entry.begin < free) throw malformed(file, `tensor ${name} overlaps another`)
    free = entry.end
  }
  if (free > fileBytes) throw truncated(file, free, fileBytes)
  return { metadata: metadata as Record<string, string>, entries }
}

/** The entry of a tensor, or an NstOnnxError `weights` naming file and tensor where there is none. */
export function entryOf(file: string, { entries }: SafetensorsHeader, name: string): TensorEntry {
  const entry = entries.get(name)
  if (!entry) throw new NstOnnxError('weights-file-lacks-tensor', { path: file, tensor: name })
  return entry
}

/** Decodes a tensor from its bytes of the file (`entry.begin` to `entry.end`); the result owns its memory. */
export function decodeTensor(file: string, name: string, { dtype, shape }: TensorEntry, bytes: Uint8Array): Tensor {
  // A copy starts at offset 0, as typed arrays of wider numbers demand. Their order is the machine's: little-endian wherever
  // ONNX Runtime runs. Halves are read where they are, if they can be.
  const isInPlace = dtype === 'F16' && bytes.byteOffset % 2 === 0
  const { buffer, byteOffset, byteLength } = isInPlace ? bytes : new Uint8Array(bytes)
  switch (dtype) {
    case 'F32':
      return { shape, data: new Float32Array(buffer) }
    case 'F64':
      return { shape, data: new Float64Array(buffer) }
    case 'F16':
      return { shape, data: decodeHalves(new Uint16Array(buffer, byteOffset, byteLength / 2)) }
    default:
      throw new NstOnnxError('weights-file-dtype', { path: file, tensor: name, dtype })
  }
}

/** Opens a whole file that is already in memory. */
export function parseSafetensors(file: string, bytes: Uint8Array): SafetensorsFile {
  const header = parseHeader(file, bytes, bytes.length)
  return {
    file,
    ...header,
    tensor(name) {
      const entry = entryOf(file, header, name)
      return decodeTensor(file, name, entry, bytes.subarray(entry.begin, entry.end))
    },
  }
}

function parseObject(file: string, text: Uint8Array): Record<string, unknown> {
  let header: unknown
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
  } catch (cause) {
    throw malformed(file, 'its header is not JSON', cause)
  }
  if (!isRecord(header)) throw malformed(file, 'its header is not a JSON object')
  return header
}

function parseEntry(file: string, name: string, entry: unknown, dataStart: number): TensorEntry {
  if (!isRecord(entry) || typeof entry.dtype !== 'string') throw malformed(file, `tensor ${name} has no dtype`)
  const { dtype, shape, data_offsets: offsets } = entry
  if (!isCounts(shape)) throw malformed(file, `tensor ${name} has no valid shape`)
  if (!isCounts(offsets) || offsets.length !== 2) throw malformed(file, `tensor ${name} has no valid data_offsets`)
  const [begin = 0, end = 0] = offsets
  const width = DTYPE_BYTES[dtype]
  const expected = width && shape.reduce((product, size) => product * size, width)
  if (end < begin || (expected !== undefined && end - begin !== expected)) {
    throw malformed(file, `tensor ${name} of shape [${shape}] cannot lie at bytes ${begin} to ${end}`)
  }
  return { dtype, shape, begin: dataStart + begin, end: dataStart + end }
}

/** IEEE 754 half precision: sign, five exponent bits, ten fraction bits. All 65,536 values once, then a look-up each. */
let halves: Float32Array | undefined

function decodeHalves(bits: Uint16Array): Float32Array {
  halves ??= allHalves()
  const values = new Float32Array(bits.length)
  // Every 16-bit pattern has its entry.
  for (let i = 0; i < bits.length; i++) values[i] = halves[bits[i]!]!
  return values
}

function allHalves(): Float32Array {
  const values = new Float32Array(0x10000)
  for (let half = 0; half < values.length; half++) values[half] = halfValue(half)
  return values
}

function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(count => Number.isSafeInteger(count) && count >= 0)
}

function malformed(file: string, why: string, cause?: unknown): NstOnnxError {
  return new NstOnnxError('weights-file-malformed', { path: file, trouble: why }, { cause })
}

function truncated(file: string, needed: number, has: number): NstOnnxError {
  return new NstOnnxError('weights-file-cut-short', { path: file, has, needed })
}
