import { REFERENCES, type Reference } from '../references.js'
import { html, type Markup } from './html.js'

/** The publications that the page cites. Their links lead away; nothing is fetched from there unasked. */
export function referencesMarkup(): Markup {
  const all: readonly Reference[] = Object.values(REFERENCES)
  return html`<section class="part" id="references" aria-labelledby="references-title">
<h2 id="references-title">References</h2>
<ol class="references">
${all.map(
  ({ authors, year, title, where, address }, i) =>
    html`<li id="reference-${i + 1}">${authors} (${year}). <cite>${title}.</cite> <a href="${address}" rel="noreferrer">${where}</a></li>\n`,
)}</ol>
</section>
`
}
