import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with a request as a whole: its pictures, and what does not go together. */
export const REQUEST_ERRORS = {
  'request-not-given': {
    kind: 'usage',
    says: 'a request is an object with pictures and options, and not {value}',
  },
  'picture-missing': {
    kind: 'usage',
    about: '{option}',
    says: 'there is no {role} picture; leave these terms out',
  },
  'start-picture-missing': {
    kind: 'usage',
    about: '{option}',
    says: 'there is no {value} picture to start from; use noise or a file',
  },
  'colours-without-content': {
    kind: 'usage',
    about: '{option}',
    says: '{value} needs a content picture, and there is none; leave it out',
  },
  'shape-missing': {
    kind: 'usage',
    about: '{option}',
    says: 'there is no picture to take a shape from; give one',
  },
  'styles-and-style': {
    kind: 'usage',
    about: 'style and styles',
    says: 'give one of the two',
  },
  'styles-empty': {
    kind: 'usage',
    about: 'styles',
    says: 'give at least one style picture',
  },
  'styles-weight': {
    kind: 'usage',
    about: 'styles',
    says: 'a weight of {value} is not from 0 to {limit}',
  },
  'styles-weightless': {
    kind: 'usage',
    about: '{option}',
    says: 'give one style picture a weight above 0',
  },
  'styles-no-list': {
    kind: 'usage',
    about: 'styles',
    says: '{value} is no list; give [{ picture, weight }, …]',
  },
  'styles-too-many': {
    kind: 'usage',
    about: 'styles',
    says: '{value} are more than {limit}; leave some out',
  },
  'style-not-given': {
    kind: 'usage',
    about: '{input}',
    says: '{value} is no style; give { picture, weight }',
  },
  'style-field-unknown': {
    kind: 'usage',
    about: '{input}',
    says: '{value} is unknown; give { picture, weight }',
  },
  'checkpoint-not-given': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no checkpoint; give its bytes, or { bytes, name }',
  },
  'bytes-not-base64': {
    kind: 'usage',
    about: '{field}',
    says: 'its bytes are no base64 text; encode them so, or give a Uint8Array',
  },
  'output-size-wrong': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no { width, height } of whole numbers from {least} to {limit}',
  },
  'output-size-unused': {
    kind: 'usage',
    about: '{option}',
    says: "the result has the content's shape; leave it out, or the content",
  },
  'signal-wrong': {
    kind: 'usage',
    about: '{option}',
    says: '{value} is no AbortSignal; leave it out of what is sent as JSON',
  },
} as const satisfies ErrorEntries

export const REQUEST_EXPLANATIONS: Explanations<typeof REQUEST_ERRORS> = {
  'request-not-given': {
    cause: 'Something else stands where a request is expected.',
    remedy: 'Give an object such as `{ content, style, size }`.',
  },
  'picture-missing': {
    cause: 'A request has terms of a picture that it does not have.',
    remedy: 'Give the picture, or no layers for it.',
  },
  'start-picture-missing': {
    cause: 'A run is to start from a picture that the request does not have.',
    remedy: 'Start from noise or from a file.',
  },
  'colours-without-content': {
    cause: 'Colours are to be those of a content picture, or matched to them, and a texture has none.',
    remedy: 'Leave `colors` out, or give a content picture.',
  },
  'shape-missing': {
    cause: 'A request has no picture and no output size.',
    remedy: 'Give a picture, or `outputSize`.',
  },
  'styles-and-style': {
    cause: 'A request has both `style` and `styles`.',
    remedy: 'Leave one of the two out.',
  },
  'styles-empty': {
    cause: '`styles` is an empty list.',
    remedy: 'Give a style picture, or leave `styles` out.',
  },
  'styles-weight': {
    cause: 'A style picture has a weight that is negative, no number, or too large.',
    remedy: 'Give weights within the range; only their proportions count.',
  },
  'styles-weightless': {
    cause: 'All style pictures have the weight 0.',
    remedy: 'Give at least one of them more.',
  },
  'styles-no-list': {
    cause: '`styles` is something else than a list.',
    remedy: 'Give a list of `{ picture, weight }`; one picture alone may stand in `style`.',
  },
  'styles-too-many': {
    cause: 'A request has more style pictures than are ever read.',
    remedy: 'Leave some out.',
  },
  'style-not-given': {
    cause:
      'Something else stands in `styles` where a style is expected, such as a picture that is not in a `picture` field.',
    remedy: 'Give `{ picture, weight }`.',
  },
  'style-field-unknown': {
    cause: 'A style has a field that is neither `picture` nor `weight`.',
    remedy: 'Correct its name, or leave it out.',
  },
  'checkpoint-not-given': {
    cause: 'Something else stands in `resumeFrom` than the bytes of a checkpoint.',
    remedy: 'Give what `run.checkpoint()` gave.',
  },
  'bytes-not-base64': {
    cause: 'The `bytes` of a tagged picture or checkpoint are a text that is not base64.',
    remedy: 'Encode them as base64 with the alphabet that has `+` and `/`.',
  },
  'output-size-wrong': {
    cause: 'The size of a texture is no object of two whole numbers within the range.',
    remedy: 'Give `{ width, height }`.',
  },
  'output-size-unused': {
    cause: 'A request has a content picture, which gives the result its shape, and an output size.',
    remedy: 'Leave one of the two out.',
  },
  'signal-wrong': {
    cause: 'A request has a `signal` that cannot abort anything, such as what JSON has kept of one.',
    remedy: 'Give an AbortSignal, or leave it out.',
  },
}
