import { expect } from 'vitest'
import { WeightsError, type WeightsErrorReason } from '../../src/weights/weightsError.js'

/** Runs what must fail with a WeightsError of this reason and returns its message, which must be one line. */
export async function problem(reason: WeightsErrorReason, run: () => unknown): Promise<string> {
  const error = await Promise.resolve()
    .then(run)
    .then(
      () => undefined,
      (caught: unknown) => caught,
    )
  if (!(error instanceof WeightsError)) throw error ?? new Error('nothing failed')
  expect(error.reason).toBe(reason)
  expect(error.message).not.toContain('\n')
  return error.message
}
