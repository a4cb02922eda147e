import { unusualColours } from '../../images/codedColours.js'
import type { ReadableFormat } from '../../images/inspectPicture.js'
import { adobeTransform, jpegFrame } from '../../images/jpegFrame.js'
import { tiffFault } from './tiffFault.js'

/**
 * Says why sharp would make something else of a file than it shows, or not read it, by its header: kinds that other programs read.
 * Undefined where it reads the kind as they do.
 */
export function sharpFault(bytes: Uint8Array, format: ReadableFormat): string | undefined {
  switch (format) {
    case 'jpeg':
      return jpegFault(bytes)
    case 'tiff':
      return tiffFault(bytes)
    case 'png':
    case 'avif':
      return coloursFault(bytes, format)
    default:
      return undefined
  }
}

function coloursFault(bytes: Uint8Array, format: 'png' | 'avif'): string | undefined {
  const colours = unusualColours(bytes, format)
  return colours && `this ${format.toUpperCase()} file has colours of ${colours}, which cannot be read`
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
