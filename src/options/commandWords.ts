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

/** A word as a POSIX shell takes it. */
export function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
