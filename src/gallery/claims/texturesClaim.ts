import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open } from './verdict.js'
import { rounded } from './words.js'

/** A texture's distance from the style's Gram matrices, at the layers that it was made from and at the others. */
export interface TextureDistances extends ComparedRun {
  readonly own: readonly number[]
  /** Empty where it was made from all. */
  readonly others: readonly number[]
}

const SAYING = {
  says: 'A texture has the statistics of the layers it was made from, and only with all of them those of the style.',
  rule: 'Each set of layers lies nearer to the style at its own layers than at the others, in the mean; all layers together lie nearer than any set does at the others.',
}

/** What textures from sets of layers say of each layer's part. */
export function texturesClaim(measured: readonly TextureDistances[]): Claim {
  const whole = measured.find(({ others }) => others.length === 0)
  const sets = measured.filter(({ others }) => others.length > 0)
  if (!whole || sets.length === 0) return open(SAYING, 'There are no two sets of layers to compare.')
  const all = mean(whole.own)
  const holds = sets.every(({ own, others }) => mean(own) < mean(others) && all < mean(others))
  const own = mean(sets.map(set => mean(set.own)))
  const others = mean(sets.map(set => mean(set.others)))
  return judged(
    SAYING,
    measured,
    holds,
    `In the mean a set lies ${rounded(own)} from the style at its own layers and ${rounded(others)} at the others; all layers together lie ${rounded(all)} from it everywhere.`,
  )
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
