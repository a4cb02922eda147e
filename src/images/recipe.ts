import { NstOnnxError } from '../errors.js'
import { type Chunk, jpegSegments, pngChunks, startsWith } from './chunks.js'

/** The formats pictures are written in. */
export type OutputFormat = 'png' | 'jpeg'

const KEYWORD = 'nst-onnx'
/** PNG's iTXt: keyword, then "not compressed", then an empty language and an empty translated keyword. */
const PNG_PREFIX = `${KEYWORD}\0\0\0\0\0`
const JPEG_PREFIX = `${KEYWORD} `
/** A JPEG segment's length is 16 bits and counts its own two bytes. */
const JPEG_COMMENT_LIMIT = 65_533

/**
 * Returns the PNG or JPEG file with `recipe` (how the picture was made, as text) inside: an iTXt chunk with the keyword
 * `nst-onnx`, or a comment that starts with `nst-onnx `. Viewers ignore both.
 *
 * @throws NstOnnxError 'failed' where a JPEG comment cannot hold the recipe
 */
export function embedRecipe(bytes: Uint8Array, format: OutputFormat, recipe: string): Uint8Array<ArrayBuffer> {
  if (format === 'png') {
    const text = new TextEncoder().encode(`iTXt${PNG_PREFIX}${recipe}`)
    const [header] = pngChunks(bytes)
    return insert(bytes, header?.end ?? 8, [uint32(text.length - 4), text, uint32(crc32(text))])
  }
  const text = new TextEncoder().encode(JPEG_PREFIX + recipe)
  if (text.length > JPEG_COMMENT_LIMIT) {
    throw new NstOnnxError('failed', `the recipe takes ${text.length} bytes, too many for a JPEG; write a PNG instead`)
  }
  const length = text.length + 2
  // JFIF wants its own segment first.
  const [jfif] = jpegSegments(bytes)
  return insert(bytes, jfif?.type === 'e0' ? jfif.end : 2, [Uint8Array.of(0xff, 0xfe, length >> 8, length & 255), text])
}

/** The recipe inside a PNG or JPEG file, or undefined where there is none. Never throws, whatever the bytes. */
export function readRecipe(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, '\x89PNG')) return textAfter(pngChunks(bytes), 'iTXt', PNG_PREFIX)
  if (startsWith(bytes, '\xff\xd8')) return textAfter(jpegSegments(bytes), 'fe', JPEG_PREFIX)
  return undefined
}

function textAfter(chunks: Iterable<Chunk>, type: string, prefix: string): string | undefined {
  for (const { type: candidate, data } of chunks) {
    if (candidate === type && startsWith(data, prefix)) return new TextDecoder().decode(data.subarray(prefix.length))
  }
  return undefined
}

function insert(bytes: Uint8Array, at: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = [bytes.subarray(0, at), ...parts, bytes.subarray(at)]
  const result = new Uint8Array(all.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of all) {
    result.set(part, offset)
    offset += part.length
  }
  return result
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
}

/** CRC-32 as PNG uses it (ISO 3309), bit by bit: recipes are short. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
