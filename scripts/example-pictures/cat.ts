import type { Picture } from '../../src/images/picture.js'
import {
  Canvas,
  type Colour,
  gradient,
  hex,
  mix,
  type Paint,
  type Point,
  polygon,
  type Shape,
  smoothstep,
} from './canvas.js'
import { fractalNoise } from './noise.js'

const FUR = { light: hex('#f0c08a'), mid: hex('#d58238'), dark: hex('#7a3d1c') }

/** A ginger cat in front of a window, 384×288. Always the same. */
export function drawCat(): Picture {
  const canvas = new Canvas(384, 288)
  paintRoom(canvas)
  const fur = fractalNoise(13, 4)
  const coat: Paint = (x, y) => {
    const stripe = smoothstep(0.55, 0.72, fur(x / 60 + 0.4 * Math.sin(y / 22), y / 9))
    const lit = smoothstep(300, 90, x + 0.4 * y)
    const hair = 0.25 * (fur(x / 3, y / 7) - 0.5)
    const plain = gradient(
      [
        [0, FUR.dark],
        [0.45, FUR.mid],
        [1, FUR.light],
      ],
      0.25 + 0.6 * lit + hair,
    )
    return mix(plain, FUR.dark, 0.55 * stripe)
  }
  canvas.fill(ellipse(196, 262, 92, 84), coat)
  const ears: Point[][] = [
    [
      [128, 120],
      [122, 44],
      [176, 84],
    ],
    [
      [264, 120],
      [270, 44],
      [216, 84],
    ],
  ]
  for (const ear of ears) {
    const [[ax, ay], [bx, by], [cx, cy]] = ear as [Point, Point, Point]
    const [mx, my] = [(ax + bx + cx) / 3, (ay + by + cy) / 3]
    const inner = ear.map(([x, y]): Point => [mx + 0.6 * (x - mx), my + 0.6 * (y - my)])
    canvas.fill(polygon(ear), coat)
    canvas.fill(polygon(inner), hex('#d98f86'))
  }
  canvas.fill(ellipse(196, 136, 80, 68), coat)
  const pale = (x: number, y: number): Colour => mix(hex('#fff3e2'), FUR.light, 0.8 * fur(x / 5, y / 8))
  canvas.fill(ellipse(196, 232, 38, 60), pale, 0.9)
  canvas.fill(ellipse(178, 168, 26, 20), pale)
  canvas.fill(ellipse(214, 168, 26, 20), pale)
  for (const x of [162, 230]) paintEye(canvas, x, 128)
  canvas.fill(
    polygon([
      [186, 150],
      [206, 150],
      [196, 161],
    ]),
    hex('#b9605c'),
  )
  for (const side of [-1, 1]) for (const tilt of [-0.16, 0, 0.16]) paintWhisker(canvas, side, tilt)
  return canvas.picture()
}

function paintRoom(canvas: Canvas): void {
  const wall = fractalNoise(6, 3)
  canvas.fill(
    () => 1,
    (x, y) => mix(hex('#31506b'), hex('#6f93a3'), wall(x / 90, y / 70)),
  )
  canvas.fill(
    (x, y) => (x > 24 && x < 150 && y > 18 && y < 206 && Math.abs(x - 87) > 3 && Math.abs(y - 108) > 3 ? 1 : 0),
    (x, y) =>
      gradient(
        [
          [0, hex('#8ecbe8')],
          [0.6, hex('#e9f0cf')],
          [1, hex('#7fae5c')],
        ],
        y / 206 + 0.1 * wall(x / 12, y / 12),
      ),
  )
  canvas.fill(
    (_, y) => (y > 240 ? 1 : 0),
    (x, y) => mix(hex('#a8493f'), hex('#d98a5a'), smoothstep(0.4, 0.6, wall(x / 14, y / 40))),
  )
}

function paintEye(canvas: Canvas, x: number, y: number): void {
  canvas.fill(ellipse(x, y, 19, 15), hex('#2b1710'))
  canvas.fill(ellipse(x, y, 16, 13), (px, py) => mix(hex('#d9e06a'), hex('#3f8f5a'), Math.hypot(px - x, py - y) / 17))
  canvas.fill(ellipse(x, y, 5, 12), hex('#0d0a0a'))
  canvas.fill(ellipse(x - 5, y - 5, 3.4, 3.4), hex('#ffffff'))
}

function paintWhisker(canvas: Canvas, side: number, tilt: number): void {
  for (let step = 0; step < 700; step++) {
    const along = step / 700
    const x = 196 + side * (24 + 84 * along)
    canvas.dab(x, 168 + 84 * along * tilt + 8 * along * along, hex('#fffaf0'), 0.8 * (1 - along))
  }
}

function ellipse(x: number, y: number, a: number, b: number): Shape {
  return (px, py) => (((px - x) / a) ** 2 + ((py - y) / b) ** 2 < 1 ? 1 : 0)
}
