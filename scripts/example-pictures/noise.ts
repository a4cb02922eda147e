import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Random numbers in [0, 1), the same for the same seed. */
export function randomNumbers(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat32(generator)
}

/** A smooth random function of the plane with values in [0, 1] and features of size 1 (value noise; it repeats after 256). */
export function smoothNoise(seed: number): (x: number, y: number) => number {
  const random = randomNumbers(seed)
  const lattice = Float32Array.from({ length: 256 * 256 }, random)
  const knot = (x: number, y: number) => lattice[(y & 255) * 256 + (x & 255)]!
  const ease = (t: number) => t * t * t * (t * (6 * t - 15) + 10)
  return (x, y) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const u = ease(x - left)
    const v = ease(y - top)
    const upper = knot(left, top) + u * (knot(left + 1, top) - knot(left, top))
    const lower = knot(left, top + 1) + u * (knot(left + 1, top + 1) - knot(left, top + 1))
    return upper + v * (lower - upper)
  }
}

/** Smooth noise with finer and finer detail: `octaves` layers, each half as large and half as strong. */
export function fractalNoise(seed: number, octaves: number): (x: number, y: number) => number {
  const layers = Array.from({ length: octaves }, (_, i) => smoothNoise(seed + i))
  const total = 2 - 2 ** (1 - octaves)
  return (x, y) => {
    let sum = 0
    let scale = 1
    for (const noise of layers) {
      sum += noise(x * scale, y * scale) / scale
      scale *= 2
    }
    return sum / total
  }
}
