/** Length of the file's own header, before that of the bitmap. */
const FILE_HEADER = 14
/** Lengths of the headers of Windows; OS/2 has others. */
const [INFO_HEADER, V4_HEADER, V5_HEADER] = [40, 108, 124]
const [UNCOMPRESSED, BIT_FIELDS] = [0, 3]
const COMPRESSIONS = ['none', 'RLE', 'RLE', 'bit fields', 'JPEG', 'PNG', 'bit fields with alpha']
/** Where 32-bit files have red, green and blue, if they do not say so. */
const USUAL_MASKS = [0xff0000, 0xff00, 0xff]

/**
 * Says why jimp would make something else of a BMP file than it shows, by its header: a sentence without a subject's name. Undefined
 * where it reads the kind as other programs do.
 */
export function bmpFault(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // What is cut short is for the decoder to tell.
  if (bytes.length < FILE_HEADER + INFO_HEADER) return undefined
  const header = view.getUint32(14, true)
  if (header !== INFO_HEADER && header !== V4_HEADER && header !== V5_HEADER)
    return `this BMP file has a header of ${header} bytes, as those of OS/2, which cannot be read`
  const width = view.getInt32(18, true)
  const bits = view.getUint16(28, true)
  const compression = view.getUint32(30, true)
  const colours = view.getUint32(46, true)
  const maskAt = (index: number) => (54 + 4 * index + 4 <= bytes.length ? view.getUint32(54 + 4 * index, true) : 0)
  if (compression === BIT_FIELDS && bits === 32) {
    if (USUAL_MASKS.some((mask, index) => maskAt(index) !== mask))
      return 'this BMP file has its colours in an order of its own, which cannot be read'
  } else if (compression !== UNCOMPRESSED) {
    return `this BMP file is compressed (${COMPRESSIONS[compression] ?? compression}), which cannot be read`
  }
  if (![1, 4, 8, 24, 32].includes(bits)) return `this BMP file has ${bits} bits a pixel, which cannot be read`
  if (bits === 4 && width % 2 === 1) return 'this BMP file has 4 bits a pixel and an odd width, which cannot be read'
  if (bits === 32 && header !== INFO_HEADER && maskAt(3) !== 0)
    return 'this BMP file has transparency, which cannot be read'
  const masks = compression === BIT_FIELDS && header === INFO_HEADER ? 12 : 0
  const palette = bits <= 8 ? 4 * (colours || 2 ** bits) : 4 * colours
  const offset = view.getUint32(10, true)
  if (offset !== FILE_HEADER + header + masks + palette)
    return 'this BMP file has a gap before its pixels, which cannot be read'
  return undefined
}
