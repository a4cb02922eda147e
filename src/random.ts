import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

// Sources of random numbers by seed, the same on every platform.

/** Numbers from 0 to below 1. */
export function uniformSource(seed: number): () => number {
  const generator = xoroshiro128plus(seed)
  return () => uniformFloat64(generator)
}

/** Whole numbers from 0 to below a limit. */
export function integerSource(seed: number): (limit: number) => number {
  const generator = xoroshiro128plus(seed)
  return limit => uniformInt(generator, 0, limit - 1)
}

/** Normally distributed numbers, mean 0 and variance 1 (Box & Muller 1958). */
export function gaussianSource(seed: number): () => number {
  const uniform = uniformSource(seed)
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
