import { xmpInAvif } from './avifXmp.js'
import { type Chunk, jpegSegments, pngChunks, riffChunks, startsWith } from './chunks.js'
import { joined } from './joined.js'
import { pngChunk } from './pngChunk.js'
import { readTiffDirectory, XMP_TAG } from './tiffDirectory.js'
import { withWebpXmp } from './webpXmp.js'
import { recipeInXmp, xmpPacket } from './xmp.js'

const KEYWORD = 'nst-onnx'
/** PNG's iTXt: keyword, then "not compressed", then an empty language and an empty translated keyword. */
const PNG_PREFIX = `${KEYWORD}\0\0\0\0\0`
const JPEG_PREFIX = `${KEYWORD} `
/** A JPEG segment's length is 16 bits and counts its own two bytes. */
const JPEG_COMMENT_ROOM = 65_533 - JPEG_PREFIX.length

/**
 * Returns the file with `recipe` (how the picture was made, as text) inside: in a PNG an iTXt chunk with the keyword
 * `nst-onnx`; in a JPEG a comment that starts with `nst-onnx `, or several for a long one; in a WebP XMP. Viewers ignore them.
 * TIFF and AVIF take their XMP from the encoder: see {@link xmpPacket}.
 */
export function embedRecipe(
  bytes: Uint8Array,
  format: 'png' | 'jpeg' | 'webp',
  recipe: string,
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  if (format === 'webp') return withWebpXmp(bytes, encoder.encode(xmpPacket(recipe)))
  if (format === 'png') {
    const [header] = pngChunks(bytes)
    return insert(bytes, header?.end ?? 8, [pngChunk('iTXt', encoder.encode(PNG_PREFIX + recipe))])
  }
  // JFIF wants its own segment first.
  const [jfif] = jpegSegments(bytes)
  return insert(bytes, jfif?.type === 'e0' ? jfif.end : 2, jpegComments(encoder.encode(recipe)))
}

/** The recipe inside a picture file that this project has written, or undefined where there is none. Never throws, whatever the bytes. */
export function readRecipe(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, '\x89PNG')) return textAfter(pngChunks(bytes), 'iTXt', PNG_PREFIX)
  if (startsWith(bytes, '\xff\xd8')) return jpegText(bytes)
  const packet = xmpIn(bytes)
  return packet && recipeInXmp(packet)
}

function xmpIn(bytes: Uint8Array): Uint8Array | undefined {
  if (startsWith(bytes, 'RIFF')) return [...riffChunks(bytes)].find(({ type }) => type === 'XMP ')?.data
  if (startsWith(bytes.subarray(4), 'ftyp')) return xmpInAvif(bytes)
  return readTiffDirectory(bytes)?.bytes(XMP_TAG)
}

/** What follows `prefix` in the first chunk of a type that starts with it. */
function textAfter(chunks: Iterable<Chunk>, type: string, prefix: string): string | undefined {
  const [first] = partsAfter(chunks, type, prefix)
  return first && new TextDecoder().decode(first)
}

/** A comment that is as long as comments can be goes on in the next. */
function jpegText(bytes: Uint8Array): string | undefined {
  const parts = partsAfter(jpegSegments(bytes), 'fe', JPEG_PREFIX)
  const last = parts.findIndex(({ length }) => length < JPEG_COMMENT_ROOM)
  return parts.length === 0
    ? undefined
    : new TextDecoder().decode(joined(parts.slice(0, last < 0 ? undefined : last + 1)))
}

const partsAfter = (chunks: Iterable<Chunk>, type: string, prefix: string): Uint8Array[] =>
  [...chunks]
    .filter(chunk => chunk.type === type && startsWith(chunk.data, prefix))
    .map(({ data }) => data.subarray(prefix.length))

function jpegComments(text: Uint8Array): Uint8Array[] {
  const prefix = new TextEncoder().encode(JPEG_PREFIX)
  return Array.from({ length: Math.floor(text.length / JPEG_COMMENT_ROOM) + 1 }, (_, i) => {
    const part = text.subarray(JPEG_COMMENT_ROOM * i, JPEG_COMMENT_ROOM * (i + 1))
    const length = 2 + prefix.length + part.length
    return joined([Uint8Array.of(0xff, 0xfe, length >> 8, length & 255), prefix, part])
  })
}

function insert(bytes: Uint8Array, at: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joined([bytes.subarray(0, at), ...parts, bytes.subarray(at)])
}
