import { uniformSource } from '../random.js'
import type { LossFunction } from '../runtime/lossFunction.js'
import { relativeError } from './deviation.js'

/** How far images lie at most from the one that is asked for: parts of the range from black to white. A step of 8 bits is 1/255. */
const DISTANCES = [2 ** -24, 2 ** -23, 2 ** -22] as const
const TRIES = 36

/**
 * The gradient at an image, or where that is further from the reference than the limit, the nearest to it of the gradients at some images
 * beside it, closer than rounding can tell apart.
 *
 * The gradient jumps where two maxima of a pooling are equal. Where they differ by less than float32's rounding, as happens once in some
 * millions, a backend may take the other one than float64 does, and neither is wrong; beside that image it takes the same.
 */
export async function nearbyGradient(
  loss: LossFunction,
  image: Float32Array,
  atImage: Float32Array,
  reference: ArrayLike<number>,
  limit: number,
): Promise<{ readonly gradient: Float32Array; readonly distance: number }> {
  let nearest = { gradient: atImage, distance: 0, error: relativeError(atImage, reference) }
  const uniform = uniformSource(1)
  for (let attempt = 0; attempt < TRIES && nearest.error > limit; attempt++) {
    const distance = DISTANCES[attempt % DISTANCES.length] ?? 0
    const beside = image.map(value => value + distance * (2 * uniform() - 1))
    const { gradient } = await loss.lossAndGradient(beside)
    const error = relativeError(gradient, reference)
    if (error < nearest.error) nearest = { gradient, distance, error }
  }
  return nearest
}
