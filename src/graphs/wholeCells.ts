import { type ImageSize, type LossSpecification, tapsOf } from './specification.js'
import { layersUpTo } from './taps.js'
import { readsTap } from './terms/lossTerm.js'

/** The pixels across that a pixel behind the last pooling covers. */
const CELL = 16
/** The rows and columns that a map must have to be mirrored by one, there and back. */
const LEAST_TO_MIRROR = 5

/** How far a picture is extended on its first sides, and its size then. */
export interface Extension {
  readonly left: number
  readonly top: number
  readonly size: ImageSize
}

/**
 * How far a picture is extended where borders are replicated: to whole cells of pooling, on both sides alike. Pooling drops an odd row or
 * column, up to 15 at the right and at the bottom that deep layers would not see and no deep term would paint. A small picture is
 * extended further, so that all of its maps have something to mirror.
 *
 * @returns undefined where it is not extended
 */
export function extensionOf(specification: LossSpecification, { height, width }: ImageSize): Extension | undefined {
  const { borders, terms } = specification
  if (borders !== 'replicate' || !terms.some(readsTap)) return undefined
  const least = LEAST_TO_MIRROR * 2 ** ((layersUpTo(tapsOf(specification)).at(-1)?.block ?? 1) - 1)
  const whole = (length: number) => CELL * Math.ceil(Math.max(length, least) / CELL)
  const size = { height: whole(height), width: whole(width) }
  if (size.height === height && size.width === width) return undefined
  return { left: Math.floor((size.width - width) / 2), top: Math.floor((size.height - height) / 2), size }
}
