import type { ReadableFormat } from '../../images/inspectPicture.js'
import { adobeTransform, jpegFrame } from '../../images/jpegFrame.js'
import { tiffFault } from './tiffFault.js'

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
