/** IEEE 754's numbers of 16 bits: 11 bits of precision, up to 65,504; in JavaScript's arrays only their bits. */
export type Halves = Uint16Array

const LARGEST = 65_504
/** Below this numbers lie evenly, 2^−24 apart. */
const LEAST_NORMAL = 2 ** -14
const SIGN = 0x8000

/** Rounds to the nearest, ties to even; what is too large becomes the largest. */
export function toHalves(values: Float32Array): Halves {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const halves = new Uint16Array(values.length)
  for (let index = 0; index < values.length; index++) halves[index] = halfOf(values[index] ?? 0, bits[index] ?? 0)
  return halves
}

function halfOf(value: number, bits: number): number {
  const sign = (bits >>> 16) & SIGN
  const size = Math.abs(value)
  if (size >= LARGEST) return sign | 0x7bff
  if (size < LEAST_NORMAL) return sign | Math.round(size * 2 ** 24)
  const rest = bits & 0x7fff_ffff
  // 13 bits fewer behind the point, and an exponent that counts from 15 instead of 127.
  return sign | ((rest - (112 << 23) + 0xfff + ((rest >>> 13) & 1)) >>> 13)
}

/** @param values what they are written to, as long as they are */
export function fromHalves(halves: Halves, values: Float32Array = new Float32Array(halves.length)): Float32Array {
  const table = valuesOfHalves()
  for (let index = 0; index < halves.length; index++) values[index] = table[halves[index] ?? 0] ?? 0
  return values
}

let known: Float32Array | undefined

/** The value of each number of 16 bits; 256 kB that are made when they are first needed. */
function valuesOfHalves(): Float32Array {
  known ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => {
    const [exponent, fraction] = [(bits >>> 10) & 0x1f, bits & 0x3ff]
    const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15)
    return bits & SIGN ? -size : size
  })
  return known
}
