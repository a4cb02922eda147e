import { flagOf, OPTION_NAMES, OPTIONS, type OptionName, type Options } from './optionsTable.js'

/** Options as the words of a command line; those that have their default are left out. */
export function optionWords(options: Options, except: readonly OptionName[] = []): string[] {
  return OPTION_NAMES.filter(name => !except.includes(name)).flatMap(name => {
    const value = options[name]
    if (value === undefined || ('default' in OPTIONS[name] && value === OPTIONS[name].default)) return []
    return [flagOf(name), quoted(valueWords(value))]
  })
}

function valueWords(value: NonNullable<Options[keyof Options]>): string {
  if (Array.isArray(value)) return value.join(',') || 'none'
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([tap, weight]) => `${tap}=${weight}`)
    .join(',')
}

/** A file's name as a command takes it, also where it looks like an option. */
export function quotedFile(name: string): string {
  return quoted(name.startsWith('-') ? `./${name}` : name)
}

/** Controls, and marks that turn the direction of text or break its lines: none is seen, and each may change what is. */
export const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** A word as a POSIX shell takes it; one with characters that are not seen is written as its bytes, in $'…'. */
export function quoted(word: string): string {
  if (word.search(UNSEEN) >= 0) {
    const escaped = word.replaceAll(/['\\]/g, '\\$&').replaceAll(UNSEEN, found => {
      const bytes = [...new TextEncoder().encode(found)]
      // Octal, always of three digits: a digit after a hexadecimal escape could be taken for a part of it.
      return bytes.map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('')
    })
    return `$'${escaped}'`
  }
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
