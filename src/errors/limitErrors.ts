import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What those who serve strangers do not allow. */
export const LIMIT_ERRORS = {
  'limit-unknown': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no limit; there are {limits}',
  },
  'limit-wrong': {
    kind: 'usage',
    about: '{option}',
    says: '{name} is {value}, which is no number from 0; leave it out, or give one',
  },
  'over-limit': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is more than is allowed here: {limit}',
  },
  'picture-over-limit': {
    kind: 'input',
    about: '{name}',
    says: '{value} {unit} are more than are allowed here: {limit}; scale it down',
  },
  'file-switched-off': {
    kind: 'usage',
    about: '{name}',
    says: 'files are not read here; give the bytes',
  },
} as const satisfies ErrorEntries

export const LIMIT_EXPLANATIONS: Explanations<typeof LIMIT_ERRORS> = {
  'limit-unknown': {
    cause: 'An engine is given a limit of a name that there is not, which would limit nothing.',
    remedy: 'Correct its name.',
  },
  'limit-wrong': {
    cause: 'An engine is given a limit that is no number, or negative.',
    remedy: 'Give a number, or leave the limit out.',
  },
  'over-limit': {
    cause: 'An option is above what the engine was limited to.',
    remedy: 'Ask for less.',
  },
  'picture-over-limit': {
    cause: 'A picture has more bytes or pixels than the engine was limited to.',
    remedy: 'Give a smaller picture.',
  },
  'file-switched-off': {
    cause: 'A path was given to an engine with `files: false`, for a picture or for weights.',
    remedy: 'Give the bytes of the picture, and a keyword for weights.',
  },
}
