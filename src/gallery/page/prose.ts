import type { Prose, Timed } from '../galleryPage.js'
import { html, type Markup } from './html.js'

/** Text with its running times marked. */
export function proseMarkup(prose: Prose | Timed): Markup {
  if (typeof prose === 'string') return html`${prose}`
  if ('time' in prose) return html`<span data-time>${prose.time}</span>`
  return html`${prose.map(proseMarkup)}`
}
