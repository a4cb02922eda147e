import type { LargePicture, Shot } from '../galleryPage.js'
import { pictureUri } from './dataUri.js'
import { html, type Markup, markup } from './html.js'

/** The picture that opens the page, over its content: a handle uncovers one or the other. Without a script the picture is whole. */
export function largePictureMarkup({ result, content, style }: LargePicture): Markup {
  const { width, height } = result
  return html`<figure class="large" data-player="compare" style="--width:${width};--height:${height}">
<div class="compare">
${imageOf(content, 'under')}
${imageOf(result, 'over')}
<input type="range" min="0" max="100" value="50" step="1" aria-label="How much of the picture is the content" hidden>
</div>
<figcaption>
<span class="swatch">${imageOf(style, 'style')}</span>
<span>${result.caption}. <span class="hint" hidden>Move the handle: at its left is the content picture, at its right what became of it.</span> The style picture is the small one.</span>
</figcaption>
</figure>
`
}

function imageOf({ file, alt, width, height }: Shot, kind: string): Markup {
  const size = html`width="${width}" height="${height}"`
  return html`<img class="${kind}" src="${markup(pictureUri(file))}" alt="${alt}" ${size} decoding="async">`
}
