import type { Claim } from '../galleryPage.js'
import { type ComparedRun, judged, open } from './verdict.js'
import { rounded } from './words.js'

/** A picture between content and style. */
export interface Balance extends ComparedRun {
  readonly fromContent: number
  readonly fromStyle: number
}

const SAYING = {
  says: 'A larger style weight brings the picture nearer to the style and takes it away from the content.',
  rule: 'At every step from the smallest weight to the largest the distance from the style falls and that from the content grows.',
}

/** What pictures of growing style weight say of it. */
export function styleWeightClaim(balances: readonly Balance[]): Claim {
  const [first, last] = [balances[0], balances.at(-1)]
  if (!first || !last || balances.length < 2) return open(SAYING, 'There are no two pictures to compare.')
  const steps = balances.slice(1).map((later, index) => ({ later, earlier: balances[index] ?? first }))
  const wrong = steps.find(
    ({ later, earlier }) => later.fromContent <= earlier.fromContent || later.fromStyle >= earlier.fromStyle,
  )
  const from = `From the smallest weight to the largest, the distance from the style goes from ${rounded(first.fromStyle)} to ${rounded(last.fromStyle)}, that from the content from ${rounded(first.fromContent)} to ${rounded(last.fromContent)}`
  return judged(
    SAYING,
    balances,
    !wrong,
    wrong
      ? `${from}, but not at every step: ${stepWords(wrong.earlier, wrong.later)}.`
      : `${from}, and so at every step.`,
  )
}

function stepWords(earlier: Balance, later: Balance): string {
  const wrong = later.fromStyle >= earlier.fromStyle ? 'fromStyle' : 'fromContent'
  const what = wrong === 'fromStyle' ? 'style' : 'content'
  return `from ${earlier.name} to ${later.name} the distance from the ${what} goes from ${rounded(earlier[wrong])} to ${rounded(later[wrong])}`
}
