import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, disc, hex, type Point, polygon, type Shape } from './canvas.js'
import { randomNumbers } from './noise.js'

const PAINTS = ['#d8402f', '#f0b429', '#1f4e9b', '#15181d', '#f4ead6', '#3a8f86'].map(hex)
const SIDE = 32

/** Quarter circles, triangles and bars in a few flat colours, 384×288. Always the same. */
export function drawTiles(): Picture {
  const canvas = new Canvas(384, 288)
  const random = randomNumbers(97)
  const paint = (): Colour => PAINTS[Math.floor(PAINTS.length * random())] ?? hex('#15181d')
  for (let y = 0; y < 288; y += SIDE)
    for (let x = 0; x < 384; x += SIDE) {
      const box = { left: x, right: x + SIDE, top: y, bottom: y + SIDE }
      canvas.fill(() => 1, paint(), 1, box)
      canvas.fill(figureAt(x, y, random), paint(), 1, box)
    }
  return canvas.picture()
}

function figureAt(x: number, y: number, random: () => number): Shape {
  const [right, low] = [random() < 0.5, random() < 0.5]
  const [cornerX, cornerY] = [right ? x + SIDE : x, low ? y + SIDE : y]
  const kind = Math.floor(4 * random())
  if (kind === 0) return disc(cornerX, cornerY, SIDE)
  if (kind === 1) return disc(x + SIDE / 2, y + SIDE / 2, SIDE / 3)
  if (kind === 2) return (px, py) => ((right ? px - x : py - y) % (SIDE / 3) < SIDE / 6 ? 1 : 0)
  const points: Point[] = [
    [cornerX, cornerY],
    [right ? x : x + SIDE, cornerY],
    [cornerX, low ? y : y + SIDE],
  ]
  return polygon(points)
}
