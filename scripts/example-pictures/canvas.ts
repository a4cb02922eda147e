import type { Picture } from '../../src/images/picture.js'
import { resizePicture } from '../../src/images/resizePicture.js'

/** Red, green and blue in [0, 1]. */
export type Colour = readonly [number, number, number]
export type Point = readonly [x: number, y: number]

/** Paint with one colour, or with another at each point. */
export type Paint = Colour | ((x: number, y: number) => Colour)

/** How much of a point a shape covers: 0 … 1. */
export type Shape = (x: number, y: number) => number

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** `#rrggbb` as a colour. */
export function hex(code: string): Colour {
  const value = Number.parseInt(code.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

export function mix(a: Colour, b: Colour, amount: number): Colour {
  return [a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount, a[2] + (b[2] - a[2]) * amount]
}

/** The colour at `position` of a gradient; its stops are sorted by position. */
export function gradient(stops: readonly (readonly [number, Colour])[], position: number): Colour {
  const next = stops.findIndex(([at]) => at > position)
  const [fromAt, from] = stops.at(next < 0 ? -1 : Math.max(0, next - 1))!
  const [toAt, to] = stops.at(next)!
  return toAt > fromAt ? mix(from, to, Math.max(0, (position - fromAt) / (toAt - fromAt))) : to
}

/** 0 below `from`, 1 above `to`, smooth between; `from` may be the larger. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return t * t * (3 - 2 * t)
}

/** Whether a point lies in a polygon (even-odd rule), as a shape. */
export function polygon(points: readonly Point[]): Shape {
  return (x, y) => {
    let inside = false
    let [bx, by] = points.at(-1)!
    // By index, for speed: this is asked of millions of samples.
    for (let i = 0; i < points.length; i++) {
      const [ax, ay] = points[i]!
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
      bx = ax
      by = ay
    }
    return inside ? 1 : 0
  }
}

export function disc(centreX: number, centreY: number, radius: number): Shape {
  return (x, y) => (Math.hypot(x - centreX, y - centreY) < radius ? 1 : 0)
}

/** Something to paint on, in the coordinates of the finished picture; it holds three samples a pixel each way. */
export class Canvas {
  static readonly samples = 3
  readonly #columns: number
  readonly #rows: number
  readonly #pixels: Float32Array<ArrayBuffer>

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#columns = width * Canvas.samples
    this.#rows = height * Canvas.samples
    this.#pixels = new Float32Array(3 * this.#columns * this.#rows)
  }

  /** Paints a shape; `box` only spares the samples outside it. */
  fill(shape: Shape, paint: Paint, opacity = 1, box: Partial<Box> = {}): void {
    const { left = 0, top = 0, right = this.width, bottom = this.height } = box
    const lastRow = Math.min(this.#rows, Math.ceil(bottom * Canvas.samples))
    const lastColumn = Math.min(this.#columns, Math.ceil(right * Canvas.samples))
    for (let row = Math.max(0, Math.floor(top * Canvas.samples)); row < lastRow; row++) {
      for (let column = Math.max(0, Math.floor(left * Canvas.samples)); column < lastColumn; column++) {
        const x = (column + 0.5) / Canvas.samples
        const y = (row + 0.5) / Canvas.samples
        const coverage = opacity * shape(x, y)
        if (coverage > 0)
          this.#blend(row * this.#columns + column, typeof paint === 'function' ? paint(x, y) : paint, coverage)
      }
    }
  }

  /** Paints the one sample at a point; points outside are ignored. */
  dab(x: number, y: number, colour: Colour, opacity: number): void {
    const column = Math.floor(x * Canvas.samples)
    const row = Math.floor(y * Canvas.samples)
    if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return
    this.#blend(row * this.#columns + column, colour, opacity)
  }

  /** The colour at a point, or at the nearest point inside. */
  at(x: number, y: number): Colour {
    const column = Math.min(this.#columns - 1, Math.max(0, Math.floor(x * Canvas.samples)))
    const row = Math.min(this.#rows - 1, Math.max(0, Math.floor(y * Canvas.samples)))
    const area = this.#columns * this.#rows
    const sample = row * this.#columns + column
    return [this.#pixels[sample]!, this.#pixels[area + sample]!, this.#pixels[2 * area + sample]!]
  }

  /** The finished picture, its edges smoothed. */
  picture(): Picture {
    return resizePicture({ width: this.#columns, height: this.#rows, pixels: this.#pixels }, this.width, this.height)
  }

  #blend(sample: number, colour: Colour, opacity: number): void {
    const area = this.#columns * this.#rows
    for (let c = 0; c < 3; c++) {
      const old = this.#pixels[c * area + sample]!
      this.#pixels[c * area + sample] = old + opacity * (colour[c]! - old)
    }
  }
}
