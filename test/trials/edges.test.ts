import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { noiseImage } from '../../src/stylize/startImage.js'

type Edge = 'left' | 'right' | 'top' | 'bottom'
type Edges = Record<Edge, { readonly variance: number; readonly slope: number }>
interface Module {
  edgesOf(picture: { width: number; height: number; pixels: Float32Array }): Edges
}

const { edgesOf }: Module = await import(fileURLToPath(new URL('../../trials/kit/edges.mjs', import.meta.url)))

const [width, height] = [133, 97]
/** Noise with some of its values put to others. */
const noisy = (value: (noise: number, x: number, y: number) => number) => ({
  width,
  height,
  pixels: noiseImage({ width, height }, 1).pixels.map((own, at) =>
    value(own, at % width, Math.floor(at / width) % height),
  ),
})

test('edges that are as what is beside them have shares near 1, also where contrast varies over the picture', () => {
  for (const edge of Object.values(edgesOf(noisy((own, x) => 0.5 + ((own - 0.5) * (300 + x)) / 450)))) {
    expect(Math.abs(Math.log(edge.variance))).toBeLessThan(0.2)
    expect(Math.abs(Math.log(edge.slope))).toBeLessThan(0.2)
  }
})

test('an edge that is flat, or louder, is found where it is', () => {
  const { left, right, top, bottom } = edgesOf(
    noisy((own, x, y) => (x < 8 ? own / 3 : y >= height - 8 ? 2 * own : own)),
  )
  expect(left.variance).toBeLessThan(0.2)
  expect(bottom.slope).toBeGreaterThan(3)
  for (const other of [right, top]) expect(Math.abs(Math.log(other.variance))).toBeLessThan(0.2)
})
