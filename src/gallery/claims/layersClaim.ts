import type { BandError } from '../../measures/bandErrors.js'
import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open } from './verdict.js'
import { rounded } from './words.js'

/** A reconstruction and its errors by size of detail, finest first. */
export interface LayerErrors extends ComparedRun {
  readonly bands: readonly BandError[]
}

/** Half of a detail's strength: what is wrong weighs less than what is right. */
const SLIGHT = 0.5
/** An error as strong as the detail itself leaves no more of it than a picture without it has. */
const LOST = 1

const SAYING = {
  says: 'The lowest layer gives the picture back down to its finest detail; the highest keeps the large shapes and loses the fine detail.',
  rule: `The error of the finest detail is under ${SLIGHT} of its strength at the lowest layer and over ${LOST} at the highest; that of the coarsest is under ${SLIGHT} at both.`,
}

/** What reconstructions say of what layers keep, from the image inwards. */
export function layersClaim(errors: readonly LayerErrors[]): Claim {
  const [first, last] = [errors[0], errors.at(-1)]
  if (!first || !last || errors.length < 2) return open(SAYING, 'There are fewer than two reconstructions to compare.')
  const fine = ({ bands }: LayerErrors) => bands[0]?.error ?? Number.NaN
  const coarse = ({ bands }: LayerErrors) => bands.at(-1)?.error ?? Number.NaN
  const holds = fine(first) < SLIGHT && fine(last) > LOST && coarse(first) < SLIGHT && coarse(last) < SLIGHT
  return judged(
    SAYING,
    [first, last],
    holds,
    `From ${first.name} to ${last.name} the error of the finest detail goes from ${rounded(fine(first))} to ${rounded(fine(last))} of its strength, that of the coarsest from ${rounded(coarse(first))} to ${rounded(coarse(last))}.`,
  )
}
