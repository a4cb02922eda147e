import { type ImageSize, type LossSpecification, tapsOf } from './specification.js'
import { layersUpTo } from './taps.js'
import { readsTap } from './terms/lossTerm.js'

/** The rows and columns that a map must have to be mirrored by one, there and back. */
const LEAST_TO_MIRROR = 5

/** How far a picture is extended on its first sides, and its size then. */
export interface Extension {
  readonly left: number
  readonly top: number
  readonly size: ImageSize
}

/**
 * How far a picture is extended where borders are replicated: to whole cells of pooling, as the deepest layer sees them, on both sides alike.
 * Pooling drops an odd row or column, up to 15 at the right and at the bottom that this layer would not see and no term of it would paint.
 * A small picture is extended further, so that all of its maps have something to mirror.
 *
 * @returns undefined where it is not extended
 */
export function extensionOf(specification: LossSpecification, { height, width }: ImageSize): Extension | undefined {
  const { borders, terms } = specification
  if (borders !== 'replicate' || !terms.some(readsTap)) return undefined
  const cell = 2 ** ((layersUpTo(tapsOf(specification)).at(-1)?.block ?? 1) - 1)
  const whole = (length: number) => cell * Math.max(LEAST_TO_MIRROR, Math.ceil(length / cell))
  const size = { height: whole(height), width: whole(width) }
  if (size.height === height && size.width === width) return undefined
  return { left: Math.floor((size.width - width) / 2), top: Math.floor((size.height - height) / 2), size }
}
