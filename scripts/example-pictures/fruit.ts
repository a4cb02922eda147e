import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, disc, hex, mix, smoothstep } from './canvas.js'
import { fractalNoise } from './noise.js'

/** A ball in the light of a window at the left, upon a table. */
interface Ball {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly colour: string
  readonly second: string
}

const BALLS: readonly Ball[] = [
  { x: 268, y: 150, radius: 58, colour: '#e8a33a', second: '#c9622a' },
  { x: 120, y: 162, radius: 52, colour: '#b3272d', second: '#e0a13c' },
  { x: 196, y: 186, radius: 46, colour: '#9db43a', second: '#d8c24a' },
  { x: 318, y: 206, radius: 30, colour: '#4a2a5e', second: '#6d3f7d' },
  { x: 356, y: 190, radius: 26, colour: '#5a2f68', second: '#3b2350' },
  { x: 72, y: 214, radius: 27, colour: '#c8402f', second: '#e58a4a' },
]
const TABLE = 178
const LIGHT = normal(-0.55, -0.65, 0.55)

/** Fruit on a table by a window, 384×288. Always the same. */
export function drawFruit(): Picture {
  const canvas = new Canvas(384, 288)
  const wall = fractalNoise(3, 4)
  canvas.fill(
    () => 1,
    (x, y) => {
      const light = Math.exp(-(((x - 60) / 190) ** 2) - ((y - 40) / 130) ** 2)
      return mix(hex('#2c3a45'), hex('#8fa39a'), 0.75 * light + 0.25 * wall(x / 60, y / 60))
    },
    1,
    { bottom: TABLE + 1 },
  )
  const grain = fractalNoise(8, 4)
  canvas.fill(
    () => 1,
    (x, y) => mix(hex('#5d3a24'), hex('#b07a45'), grain(x / 90, y / 5) * (1.2 - (x / 384) * 0.5)),
    1,
    { top: TABLE },
  )
  for (const { x, y, radius } of BALLS)
    canvas.fill((px, py) => {
      const [across, down] = [(px - x - 0.75 * radius) / (1.5 * radius), (py - y - 0.85 * radius) / (0.36 * radius)]
      return 0.75 * Math.exp(-1.6 * (across * across + down * down))
    }, hex('#1a0f12'))
  for (const ball of BALLS) paintBall(canvas, ball)
  return canvas.picture()
}

function paintBall(canvas: Canvas, { x, y, radius, colour, second }: Ball): void {
  const blush = fractalNoise(Math.round(x), 3)
  const paint = (px: number, py: number): Colour => {
    const [u, v] = [(px - x) / radius, (py - y) / radius]
    const depth = Math.sqrt(Math.max(0, 1 - u * u - v * v))
    const lit = Math.max(0, u * LIGHT[0] + v * LIGHT[1] + depth * LIGHT[2])
    const skin = mix(hex(colour), hex(second), smoothstep(0.35, 0.7, blush(u * 1.7 + 3, v * 1.7 + 3)))
    // Light that the table throws back.
    const bounce = 0.22 * Math.max(0, v) * (1 - lit)
    const shaded = mix(mix(hex('#150c18'), skin, 0.14 + 0.95 * lit), hex('#b8763f'), bounce)
    return mix(shaded, hex('#fffbe8'), 0.85 * lit ** 28)
  }
  const box = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
  canvas.fill(disc(x, y, radius), paint, 1, box)
  canvas.fill(
    (px, py) =>
      Math.abs(px - x - 0.18 * (y - radius - py)) < 1.6 && py > y - 1.22 * radius && py < y - 0.9 * radius ? 1 : 0,
    hex('#3b2417'),
  )
}

function normal(x: number, y: number, z: number): Colour {
  const length = Math.hypot(x, y, z)
  return [x / length, y / length, z / length]
}
