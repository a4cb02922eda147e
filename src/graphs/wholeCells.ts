import type { ImageSize } from './imageSize.js'
import type { LossSpecification } from './specification.js'
import { readsTap } from './terms/lossTerm.js'

/** The pixels across that a pixel behind the last pooling covers. */
const CELL = 16
/** So many cells a side give the maps of block 4 the five rows and columns that it takes to mirror them, there and back. */
const LEAST_CELLS = 3

/** How far a picture is extended on its first sides, and its size then. */
export interface Extension {
  readonly left: number
  readonly top: number
  readonly size: ImageSize
}

/**
 * How far a picture is extended where borders are replicated: to whole cells of pooling, on both sides alike. Pooling drops an odd row or
 * column, up to 15 at the right and at the bottom that deep layers would not see and no deep term would paint. A small picture is
 * extended further, so that its maps have something to mirror. Terms do not decide how far: targets are read for some of them alone.
 *
 * @returns undefined where it is not extended
 */
export function extensionOf(
  { borders, terms }: LossSpecification,
  { height, width }: ImageSize,
): Extension | undefined {
  const whole = (length: number) => CELL * Math.max(LEAST_CELLS, Math.ceil(length / CELL))
  const size = { height: whole(height), width: whole(width) }
  if (borders !== 'replicate' || !terms.some(readsTap) || (size.height === height && size.width === width))
    return undefined
  return { left: Math.floor((size.width - width) / 2), top: Math.floor((size.height - height) / 2), size }
}
