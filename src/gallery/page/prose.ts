import type { Citation, Prose, Timed } from '../galleryPage.js'
import { referenceNumber } from '../references.js'
import { html, type Markup } from './html.js'

/** Text with its running times marked and its citations as links. */
export function proseMarkup(prose: Prose | Timed): Markup {
  if (typeof prose === 'string' || 'time' in prose) return partMarkup(prose)
  return html`${prose.map(partMarkup)}`
}

function partMarkup(part: string | Timed | Citation): Markup {
  if (typeof part === 'string') return html`${part}`
  if ('time' in part) return html`<span data-time>${part.time}</span>`
  const number = referenceNumber(part.cites)
  return html`<a class="cite" href="#reference-${number}" aria-label="Reference ${number}">[${number}]</a>`
}
