import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, disc, gradient, hex, mix, type Point, polygon, smoothstep } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

const SKY: [number, Colour][] = [
  [0, hex('#3f7fc4')],
  [0.6, hex('#a9d3ea')],
  [1, hex('#fbe8c4')],
]
const RANGES = [
  { base: 150, height: 100, width: 88, seed: 2, top: '#eef3f7', foot: '#7f99b5' },
  { base: 176, height: 70, width: 70, seed: 12, top: '#6f86a0', foot: '#4c6a77' },
  { base: 198, height: 50, width: 60, seed: 22, top: '#3f6b57', foot: '#6d9a5a' },
]

/** A valley with snow, firs and a red cabin in the morning, 384×288. Always the same. */
export function drawValley(): Picture {
  const canvas = new Canvas(384, 288)
  const clouds = fractalNoise(41, 4)
  canvas.fill(
    () => 1,
    (x, y) => mix(gradient(SKY, y / 190), hex('#ffffff'), 0.8 * smoothstep(0.52, 0.75, clouds(x / 80, y / 26))),
    1,
    { bottom: 200 },
  )
  canvas.fill(disc(300, 46, 17), hex('#fff4c9'))
  for (const { base, height, width, seed, top, foot } of RANGES) {
    const [ridge, rock] = [fractalNoise(seed, 5), fractalNoise(seed + 5, 4)]
    const line = (x: number) => base - height * (1.5 * ridge(x / width, 0.5) - 0.35)
    canvas.fill(
      (x, y) => (y > line(x) ? 1 : 0),
      (x, y) => {
        const depth = smoothstep(0, height, y - line(x))
        const shade = 0.35 * smoothstep(0.45, 0.6, rock((x - 0.6 * y) / 22, y / 30))
        return mix(mix(hex(top), hex(foot), depth), hex('#21364f'), shade)
      },
    )
  }
  const meadow = fractalNoise(31, 4)
  canvas.fill(
    (x, y) => (y > 208 + 10 * Math.sin(x / 60) ? 1 : 0),
    (x, y) => mix(hex('#4f8a3c'), hex('#d8c957'), 0.9 * meadow(x / 40, y / 9) - 0.1),
    1,
    { top: 190 },
  )
  paintCabin(canvas)
  const random = randomNumbers(3)
  const firs = Array.from({ length: 34 }, () => ({ x: 384 * random(), y: 206 + 70 * random() ** 2 }))
  for (const { x, y } of firs.toSorted((a, b) => a.y - b.y)) {
    if (x > 190 && x < 290 && y < 262) continue
    paintFir(canvas, x, y, (y - 170) / 62)
  }
  return canvas.picture()
}

function paintCabin(canvas: Canvas): void {
  const shape = (colour: string, ...points: Point[]) => canvas.fill(polygon(points), hex(colour))
  shape('#a83a2c', [212, 196], [258, 196], [258, 236], [212, 236])
  shape('#7d2a24', [258, 196], [282, 204], [282, 232], [258, 236])
  shape('#4b3b39', [204, 200], [234, 170], [264, 198], [258, 200], [234, 178], [212, 200])
  shape('#5d4a45', [234, 170], [262, 178], [290, 206], [264, 198])
  shape('#ffe9a8', [222, 206], [234, 206], [234, 218], [222, 218])
  shape('#3a2320', [240, 212], [252, 212], [252, 236], [240, 236])
}

function paintFir(canvas: Canvas, x: number, y: number, size: number): void {
  for (let tier = 0; tier < 4; tier++) {
    const [half, top] = [(15 - 3 * tier) * size, y - (10 + 12 * tier) * size]
    const points: Point[] = [
      [x - half, top],
      [x, top - 21 * size],
      [x + half, top],
    ]
    canvas.fill(polygon(points), px => mix(hex('#2f6b46'), hex('#123527'), smoothstep(x - half, x + half, px)), 1, {
      left: x - half,
      right: x + half,
      top: top - 21 * size,
      bottom: top,
    })
  }
  canvas.fill((px, py) => (Math.abs(px - x) < 2 * size && py > y - 10 * size && py < y ? 1 : 0), hex('#3d2a20'), 1, {
    left: x - 4,
    right: x + 4,
    top: y - 12 * size,
    bottom: y,
  })
}
