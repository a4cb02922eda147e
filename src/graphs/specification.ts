import { inNetworkOrder, type Tap } from './taps.js'

/** Pooling between the network's blocks: 2×2, stride 2; `max` as VGG-19 was trained, `avg` as Gatys recommends. */
export type Pooling = 'max' | 'avg'

/** Which losses a graph computes. Weights and targets are inputs of the graph, so they are not part of it. */
export interface LossSpecification {
  /** Taps that carry a style (Gram) term. */
  readonly style: readonly Tap[]
  /** Taps that carry a content term. */
  readonly content: readonly Tap[]
  readonly pool: Pooling
  /** Whether there is a total variation term on the image itself. */
  readonly totalVariation?: boolean
}

/** A picture size in pixels. */
export interface ImageSize {
  readonly height: number
  readonly width: number
}

/** A specification with its taps in network order and without repetition: equal losses have equal canonical forms. */
export function canonicalSpecification(specification: LossSpecification): LossSpecification {
  const { style, content, pool, totalVariation } = specification
  return {
    style: inNetworkOrder(style),
    content: inNetworkOrder(content),
    pool,
    ...(totalVariation && { totalVariation }),
  }
}

/** The names of a graph's terms, in the order of its `terms` output. */
export type TermName = `style.${Tap}` | `content.${Tap}` | 'tv'

/** Style taps from the image inwards, then content taps likewise, then total variation. */
export function termNames(specification: LossSpecification): TermName[] {
  return [
    ...inNetworkOrder(specification.style).map((tap): TermName => `style.${tap}`),
    ...inNetworkOrder(specification.content).map((tap): TermName => `content.${tap}`),
    ...(specification.totalVariation ? (['tv'] as const) : []),
  ]
}
