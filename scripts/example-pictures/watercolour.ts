import type { Picture } from '../../src/images/picture.js'
import { Canvas, hex, mix, smoothstep } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

const WASHES = ['#e58fa0', '#f2b36a', '#8fc3d9', '#6f8fc9', '#a6c77a', '#c79bd0', '#f0d97a'].map(hex)

/** Washes that run into each other, with the dark edges that they leave as they dry, 384×288. Always the same. */
export function drawWatercolour(): Picture {
  const canvas = new Canvas(384, 288)
  canvas.fill(() => 1, hex('#fbf7ec'))
  const random = randomNumbers(83)
  const run = fractalNoise(89, 4)
  for (let i = 0; i < 46; i++) {
    const [x, y, radius] = [384 * random(), 288 * random(), 26 + 46 * random()]
    const wash = WASHES[Math.floor(WASHES.length * random())] ?? hex('#8fc3d9')
    const shift = 100 * random()
    const inside = (px: number, py: number) =>
      1 - Math.hypot(px - x, py - y) / (radius * (0.55 + 0.9 * run(px / 34 + shift, py / 34)))
    const reach = 1.5 * radius
    canvas.fill(
      (px, py) => {
        const depth = inside(px, py)
        return 0.62 * smoothstep(0, 0.05, depth) * (0.75 + 0.25 * run(px / 9, py / 9))
      },
      (px, py) => mix(mix(wash, hex('#2b3f6b'), 0.35), wash, smoothstep(0.01, 0.14, inside(px, py))),
      1,
      { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach },
    )
  }
  return canvas.picture()
}
