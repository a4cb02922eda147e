import type { Graph, Tensor } from './graph.js'
import { averagePool } from './operators.js'
import { layerOf, type Tap } from './taps.js'

/**
 * The masks of a graph's regions: an input `mask.<region>` [1, 1, height, width] for each region that is asked for, in the
 * sizes of the taps that it is asked at, by 2×2 means for each pooling on the way.
 *
 * @returns a function that gives the mask of a region at a tap
 */
export function regionMasks(graph: Graph): (region: string, tap: Tap) => Tensor {
  const sizes = new Map<string, Tensor[]>()
  return (region, tap) => {
    const masks = sizes.get(region) ?? [graph.input(`mask.${region}`, [1, 1, 'height', 'width'])]
    sizes.set(region, masks)
    const { block } = layerOf(tap)
    return graph.within(`mask.${region}`, () => {
      while (masks.length < block) masks.push(averagePool(masks.at(-1) as Tensor)) // begins with one
      return masks[block - 1] as Tensor // just filled up
    })
  }
}
