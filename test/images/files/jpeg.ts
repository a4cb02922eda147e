import { join, latin1, uint16 } from './bytes.js'

/** A JPEG file of one 8×8 block of one colour; `samples` are its components (grey, YCbCr or inverted CMYK), 0 … 255. */
export function jpegBlock(samples: number[], progressive = false): Uint8Array {
  const components = samples.map((_, index) => index + 1)
  const frame = components.flatMap(id => [id, 0x11, 0])
  const scan = components.flatMap(id => [id, 0])
  // One code of four bits for each size of difference; and for the AC values one code of one bit: "no more".
  const sizes = Array.from({ length: 12 }, (_, size) => size)
  let bits = ''
  for (const sample of samples) {
    // Quantised by 8, the DC value of a constant block is its value less 128.
    const value = sample - 128
    const size = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1
    bits += size.toString(2).padStart(4, '0')
    if (size) bits += (value > 0 ? value : value + 2 ** size - 1).toString(2).padStart(size, '0')
    if (!progressive) bits += '0'
  }
  const coded = (bits.match(/.{1,8}/g) ?? []).map(byte => Number.parseInt(byte.padEnd(8, '1'), 2))
  return join(
    Uint8Array.of(0xff, 0xd8),
    // Adobe's mark: no transform for CMYK, YCbCr for three.
    ...(samples.length > 1
      ? [jpegSegment(0xee, join(latin1('Adobe'), Uint8Array.of(0, 100, 0, 0, 0, 0, samples.length === 3 ? 1 : 0)))]
      : []),
    jpegSegment(0xdb, Uint8Array.of(0, ...Array<number>(64).fill(8))),
    jpegSegment(progressive ? 0xc2 : 0xc0, Uint8Array.of(8, 0, 8, 0, 8, samples.length, ...frame)),
    jpegSegment(0xc4, Uint8Array.of(0x00, 0, 0, 0, 12, ...Array<number>(12).fill(0), ...sizes)),
    jpegSegment(0xc4, Uint8Array.of(0x10, 1, ...Array<number>(15).fill(0), 0)),
    jpegSegment(0xda, Uint8Array.of(samples.length, ...scan, 0, progressive ? 0 : 63, 0)),
    Uint8Array.from(coded.flatMap(byte => (byte === 0xff ? [0xff, 0] : [byte]))),
    Uint8Array.of(0xff, 0xd9),
  )
}

export function jpegSegment(marker: number, data: Uint8Array): Uint8Array {
  return join(Uint8Array.of(0xff, marker), uint16(data.length + 2), data)
}
