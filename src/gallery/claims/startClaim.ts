import type { LossCurve } from '../../jobs/lossCurve.js'
import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open } from './verdict.js'
import { rounded } from './words.js'

/** A run from one of the two starts. */
export interface StartedRun extends ComparedRun {
  readonly curve: LossCurve
}

/** What it took to a loss that both runs have reached. */
export interface Race {
  /** The higher of the two last losses. */
  readonly loss: number
  /** Whose last loss it is. */
  readonly slower: StartedRun
  readonly fromContent: number
  readonly fromNoise: number
}

const SAYING = {
  says: 'Begun from the content, a run reaches the same loss in fewer evaluations than from noise.',
  rule: 'To the higher of the two last losses, which both have reached, it takes fewer evaluations from the content. Evaluations are counted and no seconds: each is the same work, and seconds depend on what else the machine does.',
}

/** The evaluations that each start needs to a loss that both have reached; undefined where a curve is empty. */
export function raceOf(fromContent: StartedRun, fromNoise: StartedRun): Race | undefined {
  const [content, noise] = [fromContent.curve.at(-1), fromNoise.curve.at(-1)]
  if (!content || !noise) return undefined
  const loss = Math.max(content.loss, noise.loss)
  const reached = ({ curve }: StartedRun) => curve.find(point => point.loss <= loss)?.evaluations
  const [a, b] = [reached(fromContent), reached(fromNoise)]
  if (a === undefined || b === undefined) return undefined
  return { loss, slower: noise.loss >= content.loss ? fromNoise : fromContent, fromContent: a, fromNoise: b }
}

/** What two starts say of which is the quicker. Rests on the run whose last loss is compared, which the other has reached before. */
export function startClaim(fromContent: StartedRun | undefined, fromNoise: StartedRun | undefined): Claim {
  if (!fromContent || !fromNoise) return open(SAYING, 'One of the two pictures is missing.')
  const race = raceOf(fromContent, fromNoise)
  if (!race) return open(SAYING, 'One of the two runs took no step.')
  return judged(
    SAYING,
    [race.slower],
    race.fromContent < race.fromNoise,
    `To a loss of ${rounded(race.loss)}, where the run from ${race.slower === fromNoise ? 'noise' : 'the content'} ended, it takes ${race.fromContent} evaluations from the content and ${race.fromNoise} from noise.`,
  )
}
