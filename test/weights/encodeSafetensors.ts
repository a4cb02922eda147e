const LENGTH_BYTES = 8

/** What {@link encodeSafetensors} writes: as F32, as F64, or as F16 from half-precision bit patterns. */
export interface EncodableTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array | Float64Array | Uint16Array
}

/** The bytes of a safetensors file that holds these tensors in the order given. */
export function encodeSafetensors(
  tensors: Readonly<Record<string, EncodableTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  let end = 0
  const entries = Object.entries(tensors).map(([name, { shape, data }]) => {
    const begin = end
    end += data.byteLength
    const dtype = data instanceof Float32Array ? 'F32' : data instanceof Float64Array ? 'F64' : 'F16'
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const
  })
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const text = new TextEncoder().encode(json)
  // The format asks for tensor data on a multiple of eight bytes; spaces after the header make up the rest.
  const dataStart = LENGTH_BYTES + Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(dataStart + end).fill(0x20, LENGTH_BYTES, dataStart)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(dataStart - LENGTH_BYTES), true)
  bytes.set(text, LENGTH_BYTES)
  let offset = dataStart
  for (const { data } of Object.values(tensors)) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset)
    offset += data.byteLength
  }
  return bytes
}
