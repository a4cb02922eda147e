import { inverse, type Matrix, type Row } from './matrix.js'

/**
 * Planes [3, height, width] of sRGB as L*, a*, b* of CIE 1976, white D65: L* is 0 to 100, greys have 0 for the two others, and a
 * distance of 1 is about the least that is seen. Values beyond [0, 1] go on as the nearest ones do, and come back by `fromLab`.
 */
export function toLab(pixels: Float32Array): Float32Array<ArrayBuffer> {
  const lab = new Float32Array(pixels.length)
  const size = pixels.length / 3
  for (let i = 0; i < size; i++) {
    const r = linear(pixels[i]!) // i is below the size of a plane, here and below
    const g = linear(pixels[size + i]!)
    const b = linear(pixels[2 * size + i]!)
    const fx = root(dot(XYZ[0], r, g, b))
    const fy = root(dot(XYZ[1], r, g, b))
    const fz = root(dot(XYZ[2], r, g, b))
    lab[i] = 116 * fy - 16
    lab[size + i] = 500 * (fx - fy)
    lab[2 * size + i] = 200 * (fy - fz)
  }
  return lab
}

/** Planes of L*, a*, b* as sRGB, unclamped. */
export function fromLab(lab: Float32Array): Float32Array<ArrayBuffer> {
  const pixels = new Float32Array(lab.length)
  const size = lab.length / 3
  for (let i = 0; i < size; i++) {
    const fy = (lab[i]! + 16) / 116 // likewise
    const x = power(fy + lab[size + i]! / 500)
    const y = power(fy)
    const z = power(fy - lab[2 * size + i]! / 200)
    pixels[i] = coded(dot(RGB[0], x, y, z))
    pixels[size + i] = coded(dot(RGB[1], x, y, z))
    pixels[2 * size + i] = coded(dot(RGB[2], x, y, z))
  }
  return pixels
}

/** Linear light as X, Y and Z, each over that of white: by the primaries of IEC 61966-2-1. */
const XYZ: Matrix = [
  shares([0.4124564, 0.3575761, 0.1804375]),
  shares([0.2126729, 0.7151522, 0.072175]),
  shares([0.0193339, 0.119192, 0.9503041]),
]
const RGB = inverse(XYZ)

function shares([r, g, b]: Row): Row {
  const whole = r + g + b
  return [r / whole, g / whole, b / whole]
}

const dot = (row: Row, x: number, y: number, z: number) => row[0] * x + row[1] * y + row[2] * z

/** Linear light of a value of sRGB; odd. */
function linear(value: number): number {
  const size = Math.abs(value)
  return Math.sign(value) * (size <= 0.04045 ? size / 12.92 : ((size + 0.055) / 1.055) ** 2.4)
}

function coded(light: number): number {
  const size = Math.abs(light)
  return Math.sign(light) * (size <= 0.0031308 ? 12.92 * size : 1.055 * size ** (1 / 2.4) - 0.055)
}

/** Where CIE's cube root becomes a line, so that nothing near black is infinitely steep. */
const BEND = 6 / 29

const root = (value: number) => (value > BEND ** 3 ? Math.cbrt(value) : value / (3 * BEND ** 2) + 4 / 29)
const power = (value: number) => (value > BEND ? value ** 3 : 3 * BEND ** 2 * (value - 4 / 29))
