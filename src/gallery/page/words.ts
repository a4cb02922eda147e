import type { GalleryPage } from '../galleryPage.js'
import { html, type Markup } from './html.js'
import { proseMarkup } from './prose.js'

/** What the words and numbers of the page mean. */
export function wordsMarkup(words: GalleryPage['words']): Markup {
  return html`<section class="part" id="words" aria-labelledby="words-title">
<h2 id="words-title">Words and numbers</h2>
<dl class="words">
${words.map(([word, meaning]) => html`<div><dt>${word}</dt><dd>${proseMarkup(meaning)}</dd></div>\n`)}</dl>
</section>
`
}
