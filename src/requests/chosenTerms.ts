import { NstOnnxError } from '../errors.js'
import { inNetworkOrder, type Tap } from '../graphs/taps.js'
import { type LossTerm, readsTap, type TapTerm } from '../graphs/terms/lossTerm.js'
import { isTapKey, type TapKey, TERM_FACTS, TERM_KEYS } from '../graphs/terms/termKinds.js'
import { tapNamed } from '../options/checkOptions.js'
import type { FilledOptions } from '../options/filledOptions.js'
import { PRESETS, type Preset } from '../options/presets.js'
import { strengthFactor } from '../options/strengthFactor.js'

/**
 * The terms that options ask for, weighted, in the order of `termNames`; those of weight 0 are not computed at all. Throws
 * NstOnnxError `usage` for a weight without its tap, and where no term that reads a tap is left.
 */
export function chosenTerms(options: FilledOptions): LossTerm[] {
  const factor = strengthFactor(options.strength)
  const terms = TERM_KEYS.flatMap((kind): LossTerm[] => {
    const weight = options[TERM_FACTS[kind].weight]
    if (isTapKey(kind)) return tapTerms(kind, weight, options, TERM_FACTS[kind].picture === 'style' ? factor : 1)
    return typeof weight === 'number' && weight > 0 ? [{ kind, weight }] : []
  })
  if (!terms.some(readsTap)) throw new NstOnnxError('no-term-left', { option: 'styleWeight' })
  return terms
}

/** A weight over the preset's, or johnson's where that has none, or else 1: what it means for features on another scale. */
export function strengthOf({ kind, weight = 1 }: LossTerm, preset: Preset): number {
  const option = TERM_FACTS[kind].weight
  return weight / (preset[option] || PRESETS.johnson[option] || 1)
}

function tapTerms(
  kind: TapKey,
  weight: number | Readonly<Record<string, number>>,
  options: FilledOptions,
  factor: number,
): TapTerm[] {
  const { layers, weight: option } = TERM_FACTS[kind]
  const taps = options[layers].map(layer => tapNamed(layers, layer))
  const unnamed = typeof weight === 'number' ? weight : PRESETS[options.preset][option]
  const weights = new Map<Tap, number>(taps.map(tap => [tap, unnamed]))
  for (const [name, value] of typeof weight === 'number' ? [] : Object.entries(weight)) {
    const tap = tapNamed(option, name)
    if (!weights.has(tap))
      throw new NstOnnxError('term-absent', { option, value: name, term: kind, layersOption: layers })
    weights.set(tap, value)
  }
  const weighted = inNetworkOrder(taps).map((tap): TapTerm => ({ kind, tap, weight: factor * (weights.get(tap) ?? 0) }))
  return weighted.filter(({ weight = 0 }) => weight > 0)
}
