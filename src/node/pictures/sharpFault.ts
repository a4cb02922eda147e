import type { ReadableFormat } from '../../images/inspectPicture.js'
import { adobeTransform, jpegFrame } from '../../images/jpegFrame.js'
import { readTiffDirectory } from '../../images/tiffDirectory.js'

/**
 * Says why sharp would make something else of a file than it shows, or not read it, by its header: kinds that other programs read.
 * Undefined where it reads the kind as they do.
 */
export function sharpFault(bytes: Uint8Array, format: ReadableFormat): string | undefined {
  if (format === 'jpeg') return jpegFault(bytes)
  return format === 'tiff' ? tiffFault(bytes) : undefined
}

function jpegFault(bytes: Uint8Array): string | undefined {
  const { kind, bits = 8, components = [] } = jpegFrame(bytes) ?? {}
  if (kind === 'c3') return 'this JPEG file is of the lossless kind, which cannot be read'
  if (bits !== 8) return `this JPEG file has ${bits} bits a colour, which cannot be read`
  // Without Adobe's mark nobody can tell whether the ink is counted or what it leaves.
  if (components.length === 4 && adobeTransform(bytes) === undefined)
    return 'this JPEG file is CMYK without saying of which kind, which cannot be read'
  return undefined
}

/** By TIFF's own numbers. */
const COMPRESSIONS = new Map([
  [34_661, 'JBIG'],
  [34_676, 'SGI LogLuv'],
  [34_677, 'SGI LogLuv'],
  [34_712, 'JPEG 2000'],
  [34_925, 'LZMA'],
  [50_000, 'Zstandard'],
  [50_001, 'WebP'],
  [50_002, 'JPEG XL'],
])
const [JPEG, YCBCR, CIELAB, ICCLAB, ITULAB] = [7, 6, 8, 9, 10]

function tiffFault(bytes: Uint8Array): string | undefined {
  const directory = readTiffDirectory(bytes)
  const first = (tag: number) => directory?.values(tag)[0]
  const compression = first(259) ?? 1
  const name = COMPRESSIONS.get(compression)
  if (name) return `this TIFF file is compressed with ${name}, which cannot be read`
  const colours = first(262)
  if (colours === YCBCR && compression !== JPEG) return 'this TIFF file is YCbCr, which cannot be read'
  if (colours === CIELAB || colours === ICCLAB || colours === ITULAB)
    return 'this TIFF file is Lab, which cannot be read'
  return undefined
}
