import type { Graph, Tensor } from './graph.js'
import { averagePool } from './operators.js'
import { layerOf, type Tap } from './taps.js'

/**
 * The masks of a graph: an input [1, 1, height, width] of the name that is asked for, in the sizes of the taps that it is asked at, by
 * 2×2 means for each pooling on the way.
 *
 * @returns a function that gives a mask at a tap
 */
export function masksAtTaps(graph: Graph): (input: string, tap: Tap) => Tensor {
  const sizes = new Map<string, Tensor[]>()
  return (input, tap) => {
    const masks = sizes.get(input) ?? [graph.input(input, [1, 1, 'height', 'width'])]
    sizes.set(input, masks)
    const { block } = layerOf(tap)
    return graph.within(input, () => {
      while (masks.length < block) masks.push(averagePool(masks.at(-1) as Tensor)) // begins with one
      return masks[block - 1] as Tensor // just filled up
    })
  }
}

const MASK = 'mask.'

/** The input that holds the mask of a region. */
export const maskName = (region: string): string => MASK + region

/** Whether an input holds the mask of a region. */
export const isMaskName = (name: string): boolean => name.startsWith(MASK)
