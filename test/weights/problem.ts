import { expect } from 'vitest'
import { NstOnnxError } from '../../src/errors.js'

/** Runs what must fail with a code that begins so, after `weights-`; returns its message, which must be one line. */
export async function problem(
  code: 'unavailable' | 'unreachable' | 'http' | 'corrupt' | 'disk' | 'file',
  run: () => unknown,
): Promise<string> {
  const error = await Promise.resolve()
    .then(run)
    .then(
      () => undefined,
      (caught: unknown) => caught,
    )
  if (!(error instanceof NstOnnxError)) throw error ?? new Error('nothing failed')
  expect(error.kind).toBe('weights')
  expect(error.code).toMatch(new RegExp(`^weights-${code}`))
  expect(error.message).not.toContain('\n')
  return error.message
}
