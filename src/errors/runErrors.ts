import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What goes wrong with engines and in the midst of a run. */
export const RUN_ERRORS = {
  'engine-device': {
    kind: 'usage',
    about: '{option}',
    says: 'this engine runs on {device}; create another one for {value}',
  },
  'engine-threads': {
    kind: 'usage',
    about: '{option}',
    says: 'this engine has {limit}; ask for no more',
  },
  'engine-closed': {
    kind: 'usage',
    says: 'this engine was closed; create another one',
  },
  'engine-ended': {
    kind: 'failed',
    says: 'the engine was closed',
  },
  'checkpoint-damaged': {
    kind: 'input',
    about: '{name}',
    says: 'this is no whole checkpoint; begin without it',
  },
  'checkpoint-other': {
    kind: 'usage',
    about: '{name}',
    says: 'this checkpoint is of another run: {other}; repeat the run that it is of, or begin without it',
  },
  'start-not-finite': {
    kind: 'failed',
    says: 'the loss at the start is {value}, or its gradient is not finite: lower the weights, and check the start image',
  },
  'run-broke-off': {
    kind: 'failed',
    says: '{cause}',
  },
} as const satisfies ErrorEntries

export const RUN_EXPLANATIONS: Explanations<typeof RUN_ERRORS> = {
  'engine-device': {
    cause: 'A run asks for another device than its engine has.',
    remedy: 'Create an engine for that device, or leave the option out.',
  },
  'engine-threads': {
    cause: 'A run asks for more threads than its engine has.',
    remedy: 'Ask for fewer, or create another engine.',
  },
  'engine-closed': {
    cause: 'A run was added to an engine or queue that has been closed.',
    remedy: 'Create another one.',
  },
  'engine-ended': {
    cause: 'An engine’s worker ended before it had answered.',
    remedy: 'Ask for pictures before the engine is closed.',
  },
  'checkpoint-damaged': {
    cause: 'What a run is to go on from is no checkpoint, or was cut off or changed after it was written.',
    remedy: 'Begin the run anew.',
  },
  'checkpoint-other': {
    cause:
      'A checkpoint holds the state of one run and is of no use to another one, or to another version of the package.',
    remedy: 'Give the same pictures and options as before, or begin the run anew.',
  },
  'start-not-finite': {
    cause: 'The numbers of the loss exceed what 32 bits hold.',
    remedy: 'Lower the weights.',
  },
  'run-broke-off': {
    cause:
      'An evaluation failed after steps had been accepted. The error is a `StylizeFailure`; its `partial` is the best picture up to then.',
    remedy: 'The error’s cause says more.',
  },
}
