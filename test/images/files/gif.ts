import { join, latin1, uint16le } from './bytes.js'

/** A GIF file with a palette of four colours; each frame lists the palette index of every pixel. */
export function gifFile(width: number, height: number, palette: number[][], frames: number[][], transparent?: number) {
  const screen = join(uint16le(width), uint16le(height), Uint8Array.of(0x81, 0, 0))
  const control = Uint8Array.of(0x21, 0xf9, 4, transparent === undefined ? 0 : 1, 10, 0, transparent ?? 0, 0)
  const descriptor = join(Uint8Array.of(0x2c, 0, 0, 0, 0), uint16le(width), uint16le(height), Uint8Array.of(0))
  const images = frames.map(pixels => {
    const data = uncompressedLzw(pixels)
    return join(control, descriptor, Uint8Array.of(2, data.length), data, Uint8Array.of(0))
  })
  return join(latin1('GIF89a'), screen, Uint8Array.from(palette.flat()), ...images, Uint8Array.of(0x3b))
}

/** Codes of three bits throughout: clearing the table after every two pixels keeps it from growing. */
function uncompressedLzw(pixels: number[]): Uint8Array {
  const [clear, end] = [4, 5]
  const codes = pixels.flatMap((pixel, i) => (i % 2 === 0 ? [clear, pixel] : [pixel])).concat(end)
  const bits = codes.flatMap(code => [code & 1, (code >> 1) & 1, code >> 2])
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  bits.forEach((bit, i) => {
    bytes[i >> 3]! |= bit << (i & 7) // i stays below 8 * bytes.length
  })
  return bytes
}
