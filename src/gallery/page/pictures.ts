import type { Figure, MissingShot, Shot } from '../galleryPage.js'
import { formatOf, pictureUri } from './dataUri.js'
import { html, type Markup, markup } from './html.js'
import { isShot, nameOf } from './shots.js'

/** Room for the captions of smaller pictures. CSS pixels. */
const LEAST_CELL = 160
/** Pictures wider than it would lose too much beside five others. */
const DETAILED = 256

/**
 * The pictures of a figure: one row wraps to what the window has room for; several stay a grid, which scrolls in its own box
 * if it must. All pictures of a figure have one scale: their own pixels where there is room, and never beyond.
 */
export function picturesMarkup({ id, rows }: Figure): Markup {
  const widest = Math.max(1, ...rows.flat().map(cell => (isShot(cell) ? cell.width : 1)))
  const columns = Math.max(1, ...rows.map(row => row.length))
  const cells = rows.flatMap(row => Array.from({ length: columns }, (_, i) => row[i]))

  const layout = [
    `--cell:${Math.max(widest, LEAST_CELL)}px`,
    `--columns:${columns}`,
    `--wide:${evenly(columns, widest > DETAILED ? 4 : 6)}`,
    `--medium:${evenly(columns, 4)}`,
    `--narrow:${evenly(columns, 2)}`,
  ]
  const kind = rows.length > 1 ? 'grid' : 'strip'
  return html`<div class="pictures ${kind}" style="${layout.join(';')}">
${cells.map(cell => {
  if (!cell) return html`<div class="empty"></div>\n`
  if (!isShot(cell)) return missingMarkup(cell)
  return shotMarkup(cell, widest, id)
})}</div>
`
}

function shotMarkup(shot: Shot, widest: number, id: string): Markup {
  const { alt, width, height, caption, note, file } = shot
  const share = Math.round((10_000 * width) / widest) / 100
  const size = html`width="${width}" height="${height}"`
  const name = fileName([id, nameOf(shot)], formatOf(file))
  return html`<figure class="shot" style="--share:${share};--width:${width};--height:${height}">
<div class="frame">
<img src="${markup(pictureUri(file))}" alt="${alt}" ${size} decoding="async" data-file="${name}">
</div>
<figcaption><span class="caption">${caption}</span>${note && html`<span class="note">${note}</span>`}</figcaption>
</figure>
`
}

function missingMarkup({ caption, missing }: MissingShot): Markup {
  return html`<figure class="shot">
<p class="frame missing"><strong>Not made.</strong> ${missing}</p>
<figcaption><span class="caption">${caption}</span></figcaption>
</figure>
`
}

/** The most columns, at most `most`, that leave the last row as full as can be. */
function evenly(count: number, most: number): number {
  return Math.ceil(count / Math.ceil(count / most))
}

/** A name for the picture when it is saved: letters, digits, and hyphens for the rest. */
function fileName(parts: readonly string[], ending: string): string {
  const plain = parts.join('-').replaceAll(/[^\p{L}\p{N}_.]+/gu, '-')
  return `${plain.replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 80)}.${ending}`
}
