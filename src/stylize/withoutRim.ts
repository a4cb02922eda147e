import type { Picture } from '../images/picture.js'

/** How many of the outermost pixels are painted as suits an edge; what they are compared with are as many behind them. */
const RIM = 3
/** How far along an edge what it has made of them is averaged, either way: strokes that end at an edge are short beside it. */
const ALONG = 8

/**
 * A stage's picture without the strip that its edges have. Few positions of deep layers see the outermost pixels, and beside dark parts the
 * optimiser makes them brighter, or paler, as suits the edge and nothing within; enlarged, they would be a strip in the next stage, whose few
 * steps cannot take it away. Of what the stage has changed there, the mean along the edge becomes that of the pixels behind.
 *
 * @param start the run's start image in the same size
 */
export function withoutRim(picture: Picture, start: Picture): Picture {
  const { width, height } = picture
  const changes = picture.pixels.map((value, at) => value - start.pixels[at]!) // as long
  for (let plane = 0; plane < 3; plane++) {
    const own = changes.subarray(plane * width * height, (plane + 1) * width * height)
    level(own, width, height, (deep, along) => along * width + deep)
    level(own, width, height, (deep, along) => along * width + width - 1 - deep)
    level(own, height, width, (deep, along) => deep * width + along)
    level(own, height, width, (deep, along) => (height - 1 - deep) * width + along)
  }
  return { width, height, pixels: changes.map((change, at) => start.pixels[at]! + change) }
}

/** Levels what lies along one edge of a plane of so many pixels across it, and so many along it. */
function level(plane: Float32Array, across: number, length: number, at: (deep: number, along: number) => number): void {
  if (across < 4 * RIM) return
  for (let deep = 0; deep < RIM; deep++) {
    const apart = Array.from({ length }, (_, along) => {
      let behind = 0
      for (let further = RIM; further < 2 * RIM; further++) behind += plane[at(further, along)]! / RIM // within, here and below
      return plane[at(deep, along)]! - behind
    })
    for (const [along, mean] of averaged(apart).entries()) plane[at(deep, along)]! -= mean
  }
}

/** The mean of the values up to `ALONG` away from each. */
function averaged(values: readonly number[]): number[] {
  return values.map((_, at) => {
    const near = values.slice(Math.max(0, at - ALONG), at + ALONG + 1)
    return near.reduce((sum, value) => sum + value, 0) / near.length
  })
}
