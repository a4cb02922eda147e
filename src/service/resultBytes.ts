import { filledOptions } from '../options/filledOptions.js'
import type { StoredRequest } from './jobRecord.js'

/** Most bytes that the PNG of a request takes: four a pixel, of a square. */
export function resultBytes({ size, outputSize }: StoredRequest): number {
  if (outputSize) return 4 * outputSize.width * outputSize.height
  return 4 * filledOptions({ size }).size ** 2
}
