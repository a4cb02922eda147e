import { unusualColours } from '../../images/codedColours.js'
import type { ReadableFormat } from '../../images/inspectPicture.js'
import { adobeTransform, jpegFrame } from '../../images/jpegFrame.js'
import { unusualGamma } from '../../images/pngGamma.js'
import { readTiffDirectory } from '../../images/tiffDirectory.js'

const WITHOUT_SHARP = 'which is read by sharp, and that cannot be loaded here'

/**
 * Says why jimp, which stands in where sharp has no build, would make something else of a file than it shows, by its header: jimp
 * is given plain files only. Undefined for those.
 */
export function jimpFault(bytes: Uint8Array, format: ReadableFormat): string | undefined {
  switch (format) {
    case 'jpeg':
      return isPlainJpeg(bytes) ? undefined : `this JPEG file is of a rare kind, ${WITHOUT_SHARP}`
    case 'png':
      return unusualColours(bytes, 'png') || unusualGamma(bytes)
        ? `this PNG file has colours of its own, ${WITHOUT_SHARP}`
        : undefined
    case 'tiff':
      return isPlainTiff(bytes) ? undefined : `this TIFF file is of a rare kind, ${WITHOUT_SHARP}`
    case 'webp':
    case 'avif':
    case 'gif':
      return `this is ${{ webp: 'a WebP', avif: 'an AVIF', gif: 'a GIF' }[format]} picture, ${WITHOUT_SHARP}`
    default:
      return undefined
  }
}

/** Baseline or progressive, 8 bits, grey or YCbCr by every sign there is. */
function isPlainJpeg(bytes: Uint8Array): boolean {
  const { kind = '', bits, components = [] } = jpegFrame(bytes) ?? {}
  const isRgb = String.fromCharCode(...components.map(({ id }) => id)) === 'RGB' || adobeTransform(bytes) === 0
  return ['c0', 'c1', 'c2'].includes(kind) && bits === 8 && [1, 3].includes(components.length) && !isRgb
}

/** 8 bits, grey or RGB in one plane, in whole strips, packed at most by LZW, PackBits or deflate. */
function isPlainTiff(bytes: Uint8Array): boolean {
  const directory = readTiffDirectory(bytes)
  if (!directory) return false
  const value = (tag: number, otherwise: number) => directory.values(tag)[0] ?? otherwise
  const samples = value(277, 1)
  const [offsets, lengths] = [directory.values(273), directory.values(279)]
  return (
    directory.values(258).every(bits => bits === 8) &&
    ((value(262, 0) === 2 && samples === 3) || (value(262, 0) === 1 && samples === 1)) &&
    value(284, 1) === 1 &&
    directory.values(322).length === 0 &&
    [1, 5, 32_773, 8].includes(value(259, 1)) &&
    offsets.length > 0 &&
    offsets.every((offset, strip) => offset + (lengths[strip] ?? 0) <= bytes.length)
  )
}
