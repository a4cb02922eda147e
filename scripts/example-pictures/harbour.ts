import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, disc, gradient, hex, mix, type Paint, type Point, polygon, smoothstep } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'
import { paintVillage, QUAY, QUAY_END } from './village.js'

/** Where the far shore meets the water, in pixels from the top. */
const HORIZON = 172

/** A village by the water at dusk, 384×288: the content picture of the examples. Always the same. */
export function drawHarbour(): Picture {
  const canvas = new Canvas(384, 288)
  paintSky(canvas)
  paintMountains(canvas)
  paintVillage(canvas)
  paintWater(canvas)
  paintSailingBoat(canvas, 282, 236)
  paintRowingBoat(canvas, 96, 247)
  return canvas.picture()
}

function paintSky(canvas: Canvas): void {
  const stops: [number, Colour][] = [
    [0, hex('#182052')],
    [0.3, hex('#43397f')],
    [0.58, hex('#a5507f')],
    [0.8, hex('#f2835c')],
    [1, hex('#ffd789')],
  ]
  const clouds = fractalNoise(11, 4)
  const glow = hex('#fff0b8')
  canvas.fill(
    () => 1,
    (x, y) => {
      const height = y / HORIZON
      const sky = gradient(stops, height)
      const lit = mix(sky, glow, 0.75 * Math.exp(-(((x - 226) / 70) ** 2) - ((y - HORIZON) / 36) ** 2))
      const cloud = smoothstep(0.5, 0.72, clouds(x / 84 + 3, y / 17)) * smoothstep(0.02, 0.4, height)
      return mix(lit, mix(hex('#6d4690'), hex('#ffb183'), smoothstep(0.25, 0.85, height)), 0.75 * cloud)
    },
    1,
    { bottom: HORIZON + 4 },
  )

  const random = randomNumbers(5)
  for (let star = 0; star < 70; star++) {
    const [x, y, size] = [384 * random(), 78 * random() ** 1.4, 0.35 + 0.5 * random()]
    const box = { left: x - 2, right: x + 2, top: y - 2, bottom: y + 2 }
    canvas.fill(disc(x, y, size), hex('#fff6dc'), 0.85 * (1 - y / 95), box)
  }

  const [moonX, moonY] = [312, 48]
  canvas.fill((x, y) => 0.5 * Math.exp(-Math.hypot(x - moonX, y - moonY) / 17), hex('#ffeecb'))
  const spots = fractalNoise(9, 3)
  canvas.fill(disc(moonX, moonY, 15), (x, y) =>
    mix(hex('#fff7e0'), hex('#e8cfa6'), smoothstep(0.4, 0.75, spots(x / 9, y / 9 + 0.4))),
  )
}

function paintMountains(canvas: Canvas): void {
  const ranges = [
    { base: 134, height: 44, width: 64, seed: 21, top: '#8d5f93', foot: '#d98a86' },
    { base: 152, height: 34, width: 42, seed: 31, top: '#5c4782', foot: '#a8678a' },
    { base: 166, height: 20, width: 30, seed: 41, top: '#35326a', foot: '#59467f' },
  ]
  for (const { base, height, width, seed, top, foot } of ranges) {
    const noise = fractalNoise(seed, 5)
    const ridge = (x: number) => base - height * (noise(x / width, 0.5) - 0.3)
    canvas.fill(
      (x, y) => (y > ridge(x) ? 1 : 0),
      (_, y) => mix(hex(top), hex(foot), smoothstep(base - 0.6 * height, HORIZON + 6, y)),
      1,
      { top: 80, bottom: QUAY },
    )
  }
}

/** How far the water at a point bends what it mirrors, in pixels to the side; more near the viewer. */
const ripple = (() => {
  const noise = fractalNoise(91, 2)
  return (x: number, y: number) => {
    const near = (y - HORIZON) / 116
    return (3 + 24 * near) * (noise(x / (26 + 40 * near), y / (1.6 + 4.5 * near)) - 0.5)
  }
})()

function paintWater(canvas: Canvas): void {
  const shore = (x: number) => (x < QUAY_END ? QUAY : HORIZON + 1)
  const swell = fractalNoise(101, 3)
  canvas.fill(
    (x, y) => (y > shore(x) ? 1 : 0),
    (x, y) => {
      const depth = (y - HORIZON) / 116
      const bent = x + ripple(x, y)
      // The quay's mirror line runs out softly into the far shore's; nothing is mirrored that is not painted yet.
      const edge = QUAY - (QUAY - HORIZON) * smoothstep(206, 330, bent)
      const height = 1.35 * (y - edge) + 0.3 * ripple(y, x + 200)
      const mirrored = canvas.at(bent, Math.min(edge - height, shore(bent) - 0.7))
      const deep = mix(mirrored, hex('#16285e'), 0.22 + 0.4 * depth)
      const wave = swell(x / (20 + 60 * depth), y / (1.2 + 5 * depth))
      const crest = mix(deep, hex('#ffc59a'), 0.5 * smoothstep(0.58, 0.78, wave) * (1 - 0.55 * depth))
      return mix(crest, hex('#0c1742'), 0.55 * smoothstep(0.46, 0.25, wave))
    },
    1,
    { top: HORIZON },
  )
  // The moon's path.
  canvas.fill((x, y) => {
    const near = (y - HORIZON) / 116
    const across = (x + 1.6 * ripple(x, y) - 312) / (4 + 15 * near)
    return near > 0 ? 0.75 * Math.exp(-across * across) * smoothstep(0.5, 0.66, swell(x / 9, y / (1 + 2 * near))) : 0
  }, hex('#ffeccb'))
}

/** Paints a polygon that floats, its mirror image first. */
function paintAfloat(canvas: Canvas, waterline: number, points: readonly Point[], paint: Paint): void {
  const shape = polygon(points)
  const mirrored = (x: number, y: number) => {
    return y > waterline ? shape(x + 0.5 * ripple(x, y), waterline - (y - waterline) / 0.8) : 0
  }
  const dark = (x: number, y: number) => {
    return mix(typeof paint === 'function' ? paint(x, 2 * waterline - y) : paint, hex('#16235a'), 0.4)
  }
  const [across, heights] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const top = Math.min(...heights)
  // No ripple bends by more than 8 pixels, and the image is lower than what it mirrors.
  const box = { left: Math.min(...across) - 8, right: Math.max(...across) + 8, top, bottom: 2 * waterline - top }
  canvas.fill(mirrored, dark, 0.62, box)
  canvas.fill((x, y) => (y <= waterline ? shape(x, y) : 0), paint, 1, box)
}

function paintSailingBoat(canvas: Canvas, x: number, waterline: number): void {
  const sail = (light: string, shade: string) => (px: number, py: number) => {
    return mix(hex(light), hex(shade), smoothstep(-26, 26, px - x + 0.25 * (py - waterline + 40)))
  }
  const at = (...points: Point[]): Point[] => points.map(([dx, dy]) => [x + dx, waterline + dy])
  paintAfloat(canvas, waterline, at([-1.2, -8], [-1.2, -88], [0.2, -88], [0.2, -8]), hex('#4a2b3c'))
  paintAfloat(canvas, waterline, at([1.5, -84], [9, -52], [27, -15], [1.5, -13]), sail('#fff3d6', '#e79a76'))
  paintAfloat(canvas, waterline, at([-2.5, -80], [-9, -50], [-24, -13], [-2.5, -12]), sail('#e9563f', '#b7323f'))
  paintAfloat(canvas, waterline, at([0.2, -88], [9, -91], [0.2, -94]), hex('#f2c14e'))
  const hull = at([-29, -10], [31, -10], [36, -12], [24, 0], [-22, 0])
  paintAfloat(canvas, waterline, hull, (_, y) => (y < waterline - 7.5 ? hex('#fbe3bd') : hex('#7a2c3e')))
}

function paintRowingBoat(canvas: Canvas, x: number, waterline: number): void {
  const at = (...points: Point[]): Point[] => points.map(([dx, dy]) => [x + dx, waterline + dy])
  const body = at([-5, -6], [-4, -15], [0, -17], [4, -14], [5, -6])
  paintAfloat(canvas, waterline, body, hex('#2a2350'))
  paintAfloat(canvas, waterline, at([-3, -16], [-3, -21], [0, -23], [3, -21], [3, -16]), hex('#d98f6d'))
  paintAfloat(canvas, waterline, at([3, -12], [22, -2], [21, -0.5], [2, -10]), hex('#e8c695'))
  const hull = at([-24, -9], [-16, -6.5], [16, -6.5], [24, -9], [17, 0], [-17, 0])
  paintAfloat(canvas, waterline, hull, (_, y) => (y < waterline - 5 ? hex('#f4d49c') : hex('#2f6f86')))
}
