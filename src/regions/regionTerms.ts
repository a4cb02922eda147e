import { NstOnnxError } from '../errors.js'
import { type LossSpecification, readOff, tapsOf } from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { type LossTerm, readsTap } from '../graphs/terms/lossTerm.js'
import { TERM_FACTS } from '../graphs/terms/termKinds.js'
import { colourText, parseColour } from './colourText.js'
import type { Region, Regions } from './regions.js'

/**
 * A loss whose terms on the style are there once for each region, weighted by how much of the picture it is: so pixels feel the same pull in
 * large regions and in small ones (Gatys et al. 2017, "Controlling perceptual factors", but for the normalisation).
 */
export function inRegions(specification: LossSpecification, regions: Regions | undefined): LossSpecification {
  if (!regions) return specification
  const shares = regions.painted.map(({ name, mask }) => ({ name, share: mean(mask.values) }))
  const terms = specification.terms.flatMap((term): LossTerm[] => {
    if (!readsTap(term) || TERM_FACTS[term.kind].picture !== 'style') return [term]
    return shares.map(({ name, share }) => ({ ...term, region: name, weight: share * (term.weight ?? 1) }))
  })
  return { ...specification, terms }
}

/** Throws NstOnnxError `usage` for a region that the deepest of its layers has no position for, at a stage of this size. */
export function requireRegionSizes(specification: LossSpecification, { painted, names }: Regions): void {
  const deepest = tapsOf(readOff(specification, 'style')).at(-1)
  if (!deepest) return
  const cell = 4 ** (layerOf(deepest).block - 1)
  for (const { name, mask, styles } of painted) {
    for (const one of [{ input: 'contentMask' as const, mask }, ...styles.map(styleMask)]) {
      if (!one.mask || sum(one.mask.values) >= cell) continue
      const { width, height } = one.mask
      const colour = colourText(parseColour(name) ?? [0, 0, 0])
      throw new NstOnnxError('region-too-small', {
        name: names[one.input] ?? one.input,
        input: one.input,
        colour,
        layer: deepest,
        width,
        height,
      })
    }
  }
}

const styleMask = ({ style, mask }: Region['styles'][number]) => ({ input: `styleMask.${style}` as const, mask })

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0)
const mean = (values: Float32Array) => sum(values) / values.length
