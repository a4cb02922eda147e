import { type Canvas, disc, hex, mix, type Paint, type Point, polygon, smoothstep } from './canvas.js'
import { fractalNoise, randomNumbers, smoothNoise } from './noise.js'

/** Where the quay meets the water, in pixels from the top, and where it ends, from the left. */
export const QUAY = 184
export const QUAY_END = 212

interface House {
  readonly x: number
  readonly base: number
  readonly width: number
  readonly height: number
  readonly wall: string
  readonly roof: string
}

/** Houses on a hill, a church, and a lighthouse at the end of the quay; all at the left. */
export function paintVillage(canvas: Canvas): void {
  const noise = fractalNoise(51, 4)
  const hill = (x: number) => {
    const shape = 62 * Math.exp(-(((x - 62) / 66) ** 2)) + 8 * noise(x / 20, 0)
    return QUAY - 4 - shape * smoothstep(206, 150, x)
  }
  canvas.fill(
    (x, y) => (y > hill(x) ? 1 : 0),
    (x, y) => mix(hex('#3c4a62'), hex('#232b4f'), smoothstep(0.3, 0.7, noise(x / 7, y / 5))),
    1,
    { top: 90, right: QUAY_END, bottom: QUAY },
  )

  const random = randomNumbers(61)
  for (let tree = 0; tree < 16; tree++) {
    const x = 4 + 150 * random()
    paintCypress(canvas, x, hill(x) + 4 + 12 * random(), 11 + 11 * random())
  }

  paintChurch(canvas, 70, 131)
  const behind: House[] = [
    { x: 4, base: 150, width: 22, height: 17, wall: '#c98b6b', roof: '#74334a' },
    { x: 30, base: 143, width: 20, height: 16, wall: '#e3b489', roof: '#8f3f47' },
    { x: 98, base: 146, width: 22, height: 17, wall: '#d59a78', roof: '#7b3550' },
    { x: 122, base: 156, width: 20, height: 16, wall: '#b98087', roof: '#5f2f52' },
    { x: 16, base: 165, width: 23, height: 19, wall: '#e8c295', roof: '#a04a45' },
    { x: 46, base: 160, width: 24, height: 19, wall: '#c77f6c', roof: '#702f45' },
    { x: 76, base: 162, width: 23, height: 18, wall: '#efd2a2', roof: '#8d3f4b' },
    { x: 106, base: 168, width: 24, height: 19, wall: '#cf9379', roof: '#6d3050' },
  ]
  const onQuay: House[] = [
    { x: -8, base: QUAY - 4, width: 27, height: 24, wall: '#b5655c', roof: '#54284b' },
    { x: 20, base: QUAY - 4, width: 25, height: 20, wall: '#f0d4a4', roof: '#a8503f' },
    { x: 46, base: QUAY - 4, width: 23, height: 26, wall: '#6f8fa8', roof: '#4a2b50' },
    { x: 70, base: QUAY - 4, width: 28, height: 21, wall: '#e9ab78', roof: '#8e3d44' },
    { x: 99, base: QUAY - 4, width: 22, height: 25, wall: '#f3dfb6', roof: '#70324c' },
    { x: 122, base: QUAY - 4, width: 26, height: 19, wall: '#c26d5d', roof: '#59294a' },
    { x: 150, base: QUAY - 4, width: 22, height: 17, wall: '#e5bf90', roof: '#964345' },
  ]
  for (const house of [...behind, ...onQuay]) paintHouse(canvas, house, random)

  const stones = smoothNoise(71)
  const quay = polygon([
    [0, QUAY - 5],
    [206, QUAY - 5],
    [QUAY_END, QUAY],
    [0, QUAY],
  ])
  canvas.fill(quay, (x, y) => mix(hex('#6b5a78'), hex('#453c64'), stones(x / 3, y / 1.5)), 1, {
    top: QUAY - 6,
    bottom: QUAY,
  })
  paintLighthouse(canvas, 196, QUAY - 5)
}

function paintHouse(canvas: Canvas, { x, base, width, height, wall, roof }: House, random: () => number): void {
  const [right, eaves] = [x + width, base - height]
  const ridge = eaves - 0.42 * width
  const box = { left: x - 4, right: right + 4, top: ridge - 8, bottom: base + 1 }
  // The west, at the right, is still light.
  const front = (px: number) => mix(mix(hex(wall), hex('#2c2a5c'), 0.42), hex(wall), smoothstep(x, right + 4, px))
  const gable = polygon([
    [x, base],
    [x, eaves],
    [x + width / 2, ridge],
    [right, eaves],
    [right, base],
  ])
  canvas.fill(gable, front, 1, box)

  const slope = (from: Point, to: Point, paint: Paint) => {
    const thickness = 2.6
    canvas.fill(polygon([from, to, [to[0], to[1] - thickness], [from[0], from[1] - thickness]]), paint, 1, box)
  }
  slope([x - 2, eaves + 1.5], [x + width / 2, ridge], mix(hex(roof), hex('#1d1d4a'), 0.3))
  slope([x + width / 2, ridge], [right + 2, eaves + 1.5], mix(hex(roof), hex('#ff9d6b'), 0.25))

  const columns = Math.floor(width / 7.5)
  const floors = Math.floor(height / 8.5)
  const gap = width / columns
  for (let floor = 0; floor < floors; floor++) {
    for (let column = 0; column < columns; column++) {
      const lit = random() < 0.72
      paintWindow(canvas, x + gap * (column + 0.5), eaves + 2.5 + floor * 8.2, lit)
    }
  }
  paintWindow(canvas, x + width / 2, ridge + 3.8, random() < 0.5)
}

function paintWindow(canvas: Canvas, x: number, top: number, lit: boolean): void {
  const [left, right, bottom] = [x - 1.6, x + 1.6, top + 4.4]
  const pane = polygon([
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ])
  const box = { left: left - 6, right: right + 6, top: top - 6, bottom: bottom + 6 }
  if (lit) canvas.fill((px, py) => 0.4 * Math.exp(-Math.hypot(px - x, py - top - 2) / 2.6), hex('#ffc35c'), 1, box)
  canvas.fill(pane, lit ? (_, y) => mix(hex('#fff0a8'), hex('#ffb84d'), (y - top) / 4.4) : hex('#2e3160'), 1, box)
}

function paintChurch(canvas: Canvas, x: number, base: number): void {
  const random = randomNumbers(81)
  paintHouse(canvas, { x: x - 26, base, width: 26, height: 14, wall: '#e2c7a5', roof: '#6b3650' }, random)
  const tower: Point[] = [
    [x - 2, base],
    [x - 2, base - 37],
    [x + 12, base - 37],
    [x + 12, base],
  ]
  const box = { left: x - 6, right: x + 16, top: base - 76, bottom: base + 1 }
  canvas.fill(polygon(tower), px => mix(hex('#8d7590'), hex('#f3d3a8'), smoothstep(x - 2, x + 14, px)), 1, box)
  const spire = polygon([
    [x - 4, base - 37],
    [x + 5, base - 70],
    [x + 14, base - 37],
  ])
  canvas.fill(spire, px => mix(hex('#3b2a57'), hex('#9c4a58'), smoothstep(x, x + 12, px)), 1, box)
  canvas.fill(disc(x + 5, base - 29, 3.6), hex('#fff1b5'), 1, box)
  canvas.fill(disc(x + 5, base - 29, 2.6), hex('#ffc55e'), 1, box)
  paintWindow(canvas, x + 5, base - 17, true)
}

function paintCypress(canvas: Canvas, x: number, base: number, height: number): void {
  const leaf = (px: number, py: number) => {
    const up = (base - py) / height
    const halfWidth = 0.2 * height * Math.sqrt(Math.max(0, up)) * (1 - up)
    return up > 0 && up < 1 && Math.abs(px - x) < 1.4 * halfWidth ? 1 : 0
  }
  const paint = (px: number) => mix(hex('#141d38'), hex('#33505a'), smoothstep(x - 2, x + 4, px))
  canvas.fill(leaf, paint, 1, { left: x - 8, right: x + 8, top: base - height, bottom: base })
}

function paintLighthouse(canvas: Canvas, x: number, base: number): void {
  const lamp = base - 43
  canvas.fill((px, py) => 0.8 * Math.exp(-Math.hypot(px - x, py - lamp) / 7), hex('#ffe9a0'))
  const box = { left: x - 10, right: x + 10, top: base - 56, bottom: base }
  const halfWidth = (y: number) => 3 + (3 * (y - lamp)) / 43
  canvas.fill(
    (px, py) => (py > lamp + 3 && py < base && Math.abs(px - x) < halfWidth(py) ? 1 : 0),
    (px, py) => {
      const band = Math.floor((py - lamp - 3) / 8) % 2 ? hex('#d4473f') : hex('#fbeedd')
      return mix(mix(band, hex('#33285c'), 0.5), band, smoothstep(x - 5, x + 4, px))
    },
    1,
    box,
  )
  canvas.fill(disc(x, lamp, 2.7), hex('#fffbe0'), 1, box)
  const cap = polygon([
    [x - 4.4, lamp - 3],
    [x, lamp - 9],
    [x + 4.4, lamp - 3],
  ])
  canvas.fill(cap, hex('#57274a'), 1, box)
  const gallery = (px: number, py: number) => (Math.abs(px - x) < 5 && Math.abs(py - lamp - 3.2) < 0.9 ? 1 : 0)
  canvas.fill(gallery, hex('#3c2350'), 1, box)
}
