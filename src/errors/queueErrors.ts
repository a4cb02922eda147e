import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with a run for a queue. */
export const QUEUE_ERRORS = {
  'queue-full': {
    kind: 'failed',
    says: 'the queue is full: {limit} runs are in it; add another when one has ended',
  },
  'run-id-taken': {
    kind: 'usage',
    says: '{value}: a run of this id is in the queue; choose another id',
  },
} as const satisfies ErrorEntries

export const QUEUE_EXPLANATIONS: Explanations<typeof QUEUE_ERRORS> = {
  'queue-full': {
    cause: 'As many runs are in a queue as it was bounded to.',
    remedy: 'Wait until one has ended, or give the queue a larger bound.',
  },
  'run-id-taken': {
    cause: 'A run was added under the id of one that has not ended.',
    remedy: 'Choose another id, or leave it out.',
  },
}
