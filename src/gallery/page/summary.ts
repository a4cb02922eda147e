import type { Claim, Figure } from '../galleryPage.js'
import { html, type Markup } from './html.js'
import { proseMarkup } from './prose.js'
import { VERDICTS } from './verdicts.js'

interface Judged {
  readonly id: string
  /** Counts the figures, from 1. */
  readonly number: number
  readonly claim: Claim
}

/** Every claim of the page with its verdict and the numbers that decide it; nothing where there are no claims. */
export function summaryMarkup(figures: readonly Figure[]): Markup | undefined {
  const judged = figures.flatMap(({ id, claim }, i): Judged[] => (claim ? [{ id, number: i + 1, claim }] : []))
  if (judged.length === 0) return undefined
  return html`<section class="part" id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">In short</h2>
<p>${countWords(judged.map(({ claim }) => claim.verdict))} Each verdict follows from the numbers in its figure by the rule that stands there; <a href="#words">words and numbers</a> are explained at the end.</p>
<ol class="summary">
${judged.map(
  ({ id, number, claim: { says, verdict, because } }) => html`<li>
<p class="said">${says} <a href="#${id}">Figure ${number}</a></p>
<p class="deciding"><strong class="verdict ${verdict}">${VERDICTS[verdict]}.</strong> ${proseMarkup(because)}</p>
</li>
`,
)}</ol>
</section>
`
}

/** `Of 7 claims the pictures on this page support 5 and contradict 1. For 1 there were not enough iterations to tell.` */
export function countWords(verdicts: readonly Claim['verdict'][]): string {
  const count = (kind: Claim['verdict']) => verdicts.filter(verdict => verdict === kind).length
  const [supported, contradicted, early, open] = (['supported', 'contradicted', 'early', 'open'] as const).map(count)
  const claims = verdicts.length === 1 ? '1 claim' : `${verdicts.length} claims`
  return [
    `Of ${claims} the pictures on this page support ${supported} and contradict ${contradicted}.`,
    ...(early ? [`For ${early} there were not enough iterations to tell.`] : []),
    ...(open ? [`For ${open} there was nothing to compare.`] : []),
  ].join(' ')
}
