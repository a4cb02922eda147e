/** No argument of a process can hold it. */
const MARK = '\0'

/**
 * Arguments in which yargs finds every file name as it was written: words behind `--` and a lone `-` are marked, which it would
 * take for options, for numbers or for nothing. {@link unmarked} takes the marks off again.
 */
export function marked(args: readonly string[]): string[] {
  const end = args.indexOf('--')
  const [before, behind] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)]
  return [...before.map(word => (word === '-' ? MARK + word : word)), ...behind.map(word => MARK + word)]
}

/** A text, a list of them or the values of an object without marks; anything else as it is. */
export function unmarked<Value>(value: Value): Value
export function unmarked(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(MARK, '')
  if (Array.isArray(value)) return value.map(unmarked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmarked(inner)]))
}
