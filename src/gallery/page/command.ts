import { html, type Markup } from './html.js'

/** A command line to be read; `id` is what a {@link copyButton} knows it by. Lines are not broken inside a flag. */
export function commandMarkup(command: string, id: string): Markup {
  const words = command.split(' ').map(word => (word.startsWith('-') ? html`<span class="flag">${word}</span>` : word))
  return html`<pre><code id="${id}">${words.map((word, i) => [i > 0 ? ' ' : '', word])}</code></pre>`
}

/**
 * A button that copies the command `id`. Hidden until the page's script shows it: without one it could do nothing.
 *
 * @param made what the command makes, for people who cannot see where the button stands
 */
export function copyButton(id: string, made: string): Markup {
  const label = `Copy command for ${made}`
  return html`<button type="button" class="copy" data-copies="${id}" aria-label="${label}" hidden>Copy command</button>`
}
