/** One part of a picture file: a PNG or RIFF chunk, or a JPEG segment. */
export interface Chunk {
  /** Four letters in PNG and RIFF; the marker in hexadecimal, as `e1` or `fe`, in JPEG. */
  readonly type: string
  readonly data: Uint8Array
  /** Offset of the first byte after the chunk. */
  readonly end: number
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes)
const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The whole chunks of a PNG file, in order; stops without error where the file does. */
export function* pngChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes)
  for (let start = 8; start + 12 <= bytes.length; ) {
    const end = start + 12 + view.getUint32(start)
    if (end > bytes.length) return
    yield { type: latin1(bytes.subarray(start + 4, start + 8)), data: bytes.subarray(start + 8, end - 4), end }
    start = end
  }
}

/** The whole chunks of a RIFF file (WebP), in order; stops without error where the file does. */
export function* riffChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes)
  for (let start = 12; start + 8 <= bytes.length; ) {
    const length = view.getUint32(start + 4, true)
    const end = start + 8 + length + (length % 2)
    if (end > bytes.length) return
    const data = bytes.subarray(start + 8, start + 8 + length)
    yield { type: latin1(bytes.subarray(start, start + 4)), data, end }
    start = end
  }
}

/** The segments of a JPEG file up to its first scan; stops without error where the file does. */
export function* jpegSegments(bytes: Uint8Array): Generator<Chunk> {
  const view = viewOf(bytes)
  for (let start = 2; start + 4 <= bytes.length && bytes[start] === 0xff; ) {
    const marker = view.getUint8(start + 1)
    if (marker === 0xff) {
      start++ // Fill bytes may stand before a marker.
      continue
    }
    const end = start + 2 + view.getUint16(start + 2)
    if (marker === 0xda || end > bytes.length) return
    yield { type: marker.toString(16), data: bytes.subarray(start + 4, end), end }
    start = end
  }
}

/** Whether `bytes` begin with the ASCII text `prefix`. */
export function startsWith(bytes: Uint8Array, prefix: string): boolean {
  return latin1(bytes.subarray(0, prefix.length)) === prefix
}
