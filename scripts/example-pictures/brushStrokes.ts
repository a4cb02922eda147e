import type { Picture } from '../../src/images/picture.js'
import { Canvas, type Colour, gradient, hex, mix } from './canvas.js'
import { fractalNoise, randomNumbers } from './noise.js'

interface Swirl {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly turn: 1 | -1
}

const swirls: readonly Swirl[] = [
  { x: 104, y: 92, radius: 62, turn: 1 },
  { x: 288, y: 78, radius: 46, turn: -1 },
  { x: 232, y: 206, radius: 66, turn: -1 },
  { x: 40, y: 236, radius: 44, turn: 1 },
  { x: 364, y: 250, radius: 40, turn: 1 },
]

const palette: readonly (readonly [number, Colour])[] = [
  [0, hex('#101c5c')],
  [0.2, hex('#1f45b0')],
  [0.38, hex('#2a8fc7')],
  [0.52, hex('#57c3b4')],
  [0.64, hex('#f4e3a1')],
  [0.78, hex('#f9b233')],
  [0.9, hex('#ec6a2c')],
  [1, hex('#c22f2f')],
]

/**
 * Thick strokes of paint that follow the curls of an invisible flow, 384×288: the style picture of the examples. Always the
 * same.
 */
export function drawBrushStrokes(): Picture {
  const canvas = new Canvas(384, 288)
  canvas.fill(() => 1, hex('#141a4e'))
  const random = randomNumbers(7)
  // From broad strokes to fine ones, so that no ground shows and the fine ones end on top.
  const layers = [
    { count: 1300, width: 9, length: 46 },
    { count: 2600, width: 5.5, length: 36 },
    { count: 2600, width: 3.2, length: 26 },
  ]
  for (const layer of layers) {
    for (let i = 0; i < layer.count; i++) {
      const x = -20 + 424 * random()
      const y = -20 + 328 * random()
      const path = followFlow(x, y, layer.length * (0.6 + 0.8 * random()))
      paintStroke(canvas, path, layer.width * (0.7 + 0.6 * random()), strokeColour(x, y, random), random)
    }
  }
  return canvas.picture()
}

const drift = fractalNoise(17, 3)

/** The flow's potential: rings around each swirl upon slow noise. The flow runs along its contour lines. */
function potential(x: number, y: number): number {
  let sum = 90 * drift(x / 110 + 0.3, y / 110) + 0.12 * y
  for (const swirl of swirls) {
    const distance = Math.hypot(x - swirl.x, y - swirl.y) / swirl.radius
    sum += swirl.turn * swirl.radius * 1.1 * Math.exp(-distance * distance)
  }
  return sum
}

/** Points half a pixel apart along the flow, which is the potential's gradient turned by 90° (curl noise, Bridson 2007). */
function followFlow(x: number, y: number, length: number): [number, number, number][] {
  const path: [number, number, number][] = []
  for (let step = 0; step < 2 * length; step++) {
    const angle = Math.atan2(potential(x - 1, y) - potential(x + 1, y), potential(x, y + 1) - potential(x, y - 1))
    path.push([x, y, angle])
    x += 0.5 * Math.cos(angle)
    y += 0.5 * Math.sin(angle)
  }
  return path
}

const patches = fractalNoise(29, 3)

function strokeColour(x: number, y: number, random: () => number): Colour {
  // Rings of colour around each swirl, its heart warm.
  let warmth = 1.3 * patches(x / 90, y / 90) - 0.36
  for (const swirl of swirls) {
    const distance = Math.hypot(x - swirl.x, y - swirl.y) / swirl.radius
    warmth +=
      0.62 * Math.exp(-2.6 * distance * distance) + 0.16 * Math.cos(9 * distance) * Math.exp(-distance * distance)
  }
  const colour = gradient(palette, Math.min(1, Math.max(0, warmth + 0.2 * (random() - 0.5))))
  const light = random()
  return light < 0.5
    ? mix(colour, hex('#0b1240'), 0.35 * (0.5 - light))
    : mix(colour, hex('#fff8e0'), 0.5 * (light - 0.5))
}

/** One stroke: a row of bristles, each a little lighter or darker, lit from one side as thick paint is. */
function paintStroke(
  canvas: Canvas,
  path: readonly (readonly [number, number, number])[],
  width: number,
  colour: Colour,
  random: () => number,
): void {
  const spacing = 0.25
  const bristles = Array.from({ length: Math.ceil(width / spacing) }, (_, i) => {
    const across = ((i + 0.5) * spacing) / width - 0.5
    const relief = 0.35 * (random() - 0.5) - 0.5 * across
    const shaded = relief < 0 ? mix(colour, hex('#060a2c'), -relief) : mix(colour, hex('#ffffff'), 0.8 * relief)
    return { across, shaded, start: 0.1 * random(), end: 1 - 0.3 * random() * random() }
  })
  for (const [i, [x, y, angle]] of path.entries()) {
    const along = i / path.length
    const breadth = width * Math.min(1, 4 * Math.sqrt(along * (1 - along)))
    for (const { across, shaded, start, end } of bristles) {
      if (along < start || along > end) continue
      const offset = across * breadth
      canvas.dab(x - offset * Math.sin(angle), y + offset * Math.cos(angle), shaded, 0.85)
    }
  }
}
