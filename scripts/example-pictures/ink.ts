import type { Picture } from '../../src/images/picture.js'
import { Canvas, hex } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

/** Pen and ink: hatching that crosses where it is dark, 384×288. Always the same. */
export function drawInk(): Picture {
  const canvas = new Canvas(384, 288)
  const paper = fractalNoise(61, 4)
  canvas.fill(
    () => 1,
    (x, y) => {
      const light = 0.88 + 0.1 * paper(x / 50, y / 50)
      return [light, light * 0.97, light * 0.88]
    },
  )
  const tone = fractalNoise(67, 3)
  const random = randomNumbers(71)
  const pen = hex('#1b1a22')
  for (let i = 0; i < 5200; i++) {
    const [x, y] = [384 * random(), 288 * random()]
    const dark = 1.7 * tone(x / 95, y / 95) - 0.35
    const crossing = random()
    if (crossing > 1.1 * dark) continue
    const turn = 1.3 * tone(y / 120 + 5, x / 120) + (crossing < dark - 0.45 ? 1.5 : 0.4)
    const [length, wide] = [10 + 16 * random(), dark > 0.55 ? 3 : 2]
    for (let step = 0; step < 6 * length; step++) {
      const along = step / 6 - length / 2
      const bend = turn + along / 60
      const fade = 1 - Math.abs((2 * along) / length) ** 3
      for (let across = 0; across < wide; across++)
        canvas.dab(
          x + along * Math.cos(bend) + (across / 3) * Math.sin(bend),
          y + along * Math.sin(bend) - (across / 3) * Math.cos(bend),
          pen,
          0.85 * fade,
        )
    }
  }
  return canvas.picture()
}
