import { NstOnnxError } from '../errors.js'

/** A part of a file: `end` is its last byte. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Reads a `Range` of one part. Undefined where the whole is to be sent: for none, for several, and for what is malformed.
 *
 * @throws NstOnnxError `range-unsatisfiable`
 */
export function byteRange(range: string | undefined, length: number): ByteRange | undefined {
  const [matched, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (matched === undefined || (from === '' && to === '')) return undefined
  const start = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const end = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (from !== '' && to !== '' && Number(to) < start) return undefined
  if (start >= length || start > end)
    throw new NstOnnxError('range-unsatisfiable', { value: String(range).slice(0, 100), limit: length })
  return { start, end }
}
