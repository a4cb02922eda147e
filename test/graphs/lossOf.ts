import type { LossSpecification } from '../../src/graphs/specification.js'
import type { Tap } from '../../src/graphs/taps.js'
import type { LossTerm } from '../../src/graphs/terms/lossTerm.js'
import type { TapKey } from '../../src/graphs/terms/termKinds.js'

/** A loss in a line: taps by kind, `max` pooling, every weight 1. */
export function lossOf({
  pool = 'max',
  tv = false,
  ...taps
}: { pool?: 'max' | 'avg'; tv?: boolean } & { [Kind in TapKey]?: readonly Tap[] }): LossSpecification {
  const terms = Object.entries(taps).flatMap(([kind, taps]) =>
    taps.map((tap): LossTerm => ({ kind: kind as TapKey, tap })),
  )
  return { pool, terms: [...terms, ...(tv ? [{ kind: 'tv' } as const] : [])] }
}
