import type { ErrorEntries } from './errorEntry.js'

/** What is wrong with a run for a queue. */
export const QUEUE_ERRORS = {
  'queue-full': {
    kind: 'failed',
    says: 'the queue is full: {limit} runs are in it; add another when one has ended',
    cause: 'As many runs are in a queue as it was bounded to.',
    remedy: 'Wait until one has ended, or give the queue a larger bound.',
  },
  'run-id-taken': {
    kind: 'usage',
    says: '{value}: a run of this id is in the queue; choose another id',
    cause: 'A run was added under the id of one that has not ended.',
    remedy: 'Choose another id, or leave it out.',
  },
} as const satisfies ErrorEntries
