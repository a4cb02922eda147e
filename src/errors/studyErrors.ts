import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with the options of commands that make several pictures. */
export const STUDY_ERRORS = {
  'vary-unknown': {
    kind: 'usage',
    about: '{option} {text}',
    says: '"{value}" is not an option of run that can be varied; see nst-onnx run --help',
  },
  'vary-too-few': {
    kind: 'usage',
    about: '{option} {text}',
    says: 'give at least two values, separated by commas (or semicolons)',
  },
  'vary-value-twice': {
    kind: 'usage',
    about: '{option} {text}',
    says: '{value} is given twice',
  },
  'vary-value': {
    kind: 'usage',
    about: '{option} {text}',
    says: '{complaint}',
  },
  'vary-count': {
    kind: 'usage',
    about: '{option}',
    says: '{value} options to vary; give one or two',
  },
  'vary-twice': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is given twice; put all its values in one',
  },
  'varied-and-fixed': {
    kind: 'usage',
    about: '{option}',
    says: 'given and varied; leave one of them out',
  },
  'name-template': {
    kind: 'usage',
    about: '{option} {value}',
    says: '{problem}',
  },
} as const satisfies ErrorEntries

export const STUDY_EXPLANATIONS: Explanations<typeof STUDY_ERRORS> = {
  'vary-unknown': {
    cause:
      'A sweep names an option that there is not, or one that all runs of an engine share: the device, its threads and memory.',
    remedy: 'Correct its name; give those of the engine once, outside of `--vary`.',
  },
  'vary-too-few': {
    cause: 'A sweep has one value of an option, or none.',
    remedy: 'Give two or more.',
  },
  'vary-value-twice': {
    cause: 'A sweep has one value of an option twice.',
    remedy: 'Leave one of the two out.',
  },
  'vary-value': {
    cause: 'A sweep has a value that its option does not take. The error’s cause says more.',
    remedy: 'Do what the message says.',
  },
  'vary-count': {
    cause: 'A sweep has rows and columns, and no more.',
    remedy: 'Vary one option or two.',
  },
  'vary-twice': {
    cause: 'Rows and columns of a sweep are the same option.',
    remedy: 'Give all values of the option at once.',
  },
  'varied-and-fixed': {
    cause: 'An option has a value for all pictures and is varied as well.',
    remedy: 'Leave one of the two out.',
  },
  'name-template': {
    cause:
      'The names of a grid’s pictures hold `{content}` and `{style}` where there are several of these, and are names of PNG files.',
    remedy: "Do what the message says: `--name '{content}-{style}.png'` is the usual one.",
  },
}
