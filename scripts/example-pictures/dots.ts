import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, disc, gradient, hex, mix } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

const LIGHT: readonly (readonly [number, Colour])[] = [
  [0, hex('#274b8f')],
  [0.3, hex('#4f9a6b')],
  [0.55, hex('#c9cf5a')],
  [0.75, hex('#f2a65a')],
  [1, hex('#e46a7a')],
]
const BESIDE = ['#ff7b3a', '#2f6fd0', '#f6e36a', '#8a4fb0', '#48b08a'].map(hex)

/** Points of pure colour side by side, 384×288. Always the same. */
export function drawDots(): Picture {
  const canvas = new Canvas(384, 288)
  canvas.fill(() => 1, hex('#f3ead2'))
  const random = randomNumbers(37)
  const field = fractalNoise(43, 3)
  for (let i = 0; i < 11_000; i++) {
    const [x, y, radius] = [384 * random(), 288 * random(), 1.6 + 1.6 * random()]
    const own = gradient(LIGHT, Math.min(1, Math.max(0, 1.8 * field(x / 100, y / 100) - 0.4)))
    const other = BESIDE[Math.floor(BESIDE.length * random())] ?? own
    const colour = random() < 0.28 ? mix(own, other, 0.75) : mix(own, hex('#ffffff'), 0.3 * random())
    canvas.fill(disc(x, y, radius), colour, 0.92, {
      left: x - radius,
      right: x + radius,
      top: y - radius,
      bottom: y + radius,
    })
  }
  return canvas.picture()
}
