/** Markup, as opposed to text that has yet to be escaped. Only {@link html} and {@link markup} make it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = string | number | Markup | undefined | readonly Content[]

/**
 * Tag of template literals that are HTML or SVG. Strings and numbers put in are escaped, so that they are safe as text and
 * inside quoted attributes; markup stands as it is, a list is joined, and undefined is nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.reduce((text, part, i) => text + written(values[i - 1]) + part))
}

/** Takes a text for markup. Only for constants of this package and what holds no markup by construction. */
export const markup = (text: string): Markup => new Markup(text)

function written(value: Content): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(written).join('')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, character => ENTITIES[character] ?? '')
