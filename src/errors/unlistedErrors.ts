import type { ErrorEntries } from './errorEntry.js'

/** Errors that have no code of their own yet. */
const unlisted = { says: '{text}', cause: 'See the message.', remedy: 'See the message.' } as const

export const UNLISTED_ERRORS = {
  failed: { kind: 'failed', ...unlisted },
  usage: { kind: 'usage', ...unlisted },
  input: { kind: 'input', ...unlisted },
  weights: { kind: 'weights', ...unlisted },
  device: { kind: 'device', ...unlisted },
} as const satisfies ErrorEntries
