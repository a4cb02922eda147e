/** An object of which the fields are unknown. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value is a plain object with fields, as JSON has them: no list, and no instance of a class. */
export function isFields(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // Not compared with Object.prototype: another realm has its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const LONGEST = 60

/** Any value, a stranger's too, in a few words on one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'function') return 'a function'
  if (ArrayBuffer.isView(value)) return 'bytes'
  if (typeof value === 'object' && value !== null) return objectShown(value)
  // Each control is shown as one space: none may break the line, or steer a terminal.
  const text = String(value)
    .slice(0, LONGEST + 1)
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function objectShown(value: object): string {
  const names = Object.keys(value)
  if (names.length === 0) return 'an object without fields'
  const few = names.slice(0, 3).map(shown).join(', ')
  return `an object with ${few}${names.length > 3 ? ' …' : ''}`
}
