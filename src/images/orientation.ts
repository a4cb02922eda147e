import { type Chunk, jpegSegments, pngChunks, riffChunks, startsWith } from './chunks.js'
import { readTiffDirectory } from './tiffDirectory.js'

const ORIENTATION_TAG = 274

/**
 * The orientation that a camera wrote into the file, 1 … 8 as EXIF numbers them; 1 (upright) where it says nothing.
 * Looked for in JPEG, PNG, WebP and TIFF alike.
 */
export function readOrientation(bytes: Uint8Array, format: string): number {
  const exif = exifData(bytes, format)
  const orientation = exif && readTiffDirectory(exif)?.values(ORIENTATION_TAG)[0]
  return orientation && orientation <= 8 ? orientation : 1
}

function exifData(bytes: Uint8Array, format: string): Uint8Array | undefined {
  if (format === 'tiff') return bytes
  if (format === 'png') return find(pngChunks(bytes), 'eXIf')
  if (format === 'webp') return withoutExifPrefix(find(riffChunks(bytes), 'EXIF'))
  if (format !== 'jpeg') return undefined
  return withoutExifPrefix(find(jpegSegments(bytes), 'e1', EXIF_PREFIX))
}

const EXIF_PREFIX = 'Exif\0\0'

function find(chunks: Iterable<Chunk>, type: string, prefix = ''): Uint8Array | undefined {
  for (const chunk of chunks) if (chunk.type === type && startsWith(chunk.data, prefix)) return chunk.data
  return undefined
}

/** JPEG demands the prefix, WebP forbids it, and some programs write it there all the same. */
function withoutExifPrefix(data: Uint8Array | undefined): Uint8Array | undefined {
  return data && startsWith(data, EXIF_PREFIX) ? data.subarray(EXIF_PREFIX.length) : data
}
