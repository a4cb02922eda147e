import type { ImageSize } from './imageSize.js'
import { type LossSpecification, tapsOf } from './specification.js'
import { layerOf } from './taps.js'

/**
 * The size that a picture gets: where borders are circular, in whole pairs of the cells that the deepest tap sees, so that pooling meets
 * the other side as it does its own.
 */
export function seamlessSize({ borders, terms }: LossSpecification, { width, height }: ImageSize): ImageSize {
  const deepest = tapsOf({ terms }).at(-1)
  if (borders !== 'circular' || !deepest) return { width, height }
  const cell = 2 * 2 ** (layerOf(deepest).block - 1)
  const whole = (side: number) => cell * Math.max(1, Math.round(side / cell))
  return { width: whole(width), height: whole(height) }
}
