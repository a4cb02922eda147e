import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with pictures that are given. */
export const PICTURE_ERRORS = {
  'picture-not-given': {
    kind: 'usage',
    says: '{value} is no picture; give {wanted}',
  },
  'picture-unnamed': {
    kind: 'input',
    says: 'a picture has an empty name; give the path of a file',
  },
  'picture-is-folder': {
    kind: 'input',
    about: '{name}',
    says: 'this is a folder; name a picture file in it',
  },
  'picture-not-found': {
    kind: 'input',
    about: '{name}',
    says: 'no such file; check the path',
  },
  'picture-forbidden': {
    kind: 'input',
    about: '{name}',
    says: 'no permission to read it; check who owns the file',
  },
  'picture-unreadable': {
    kind: 'input',
    about: '{name}',
    says: 'cannot be read ({reason})',
  },
  'picture-file-too-long': {
    kind: 'input',
    about: '{name}',
    says: 'it is longer than {megabytes} MB, which is the most that is read; save it as PNG or JPEG, or scale it down',
  },
  'picture-gone': {
    kind: 'input',
    about: '{name}',
    says: 'the file cannot be read any more; choose it again',
  },
  'picture-empty': {
    kind: 'input',
    about: '{name}',
    says: 'the file is empty; choose a picture',
  },
  'picture-format-unknown': {
    kind: 'input',
    about: '{name}',
    says: 'this is {kindOfFile}; save it as PNG or JPEG first',
  },
  'picture-feature-unread': {
    kind: 'input',
    about: '{name}',
    says: '{fault}; save it as PNG or JPEG',
  },
  'picture-tiff-in-page': {
    kind: 'input',
    about: '{name}',
    says: 'this browser reads no TIFF files; save it as PNG or JPEG',
  },
  'picture-damaged': {
    kind: 'input',
    about: '{name}',
    says: 'this {format} file is damaged or cut short ({detail}); fetch or save it again',
  },
  'picture-too-large': {
    kind: 'input',
    about: '{name}',
    says: '{width}×{height} pixels are too many; at most {megapixels} megapixels and {limit} pixels a side can be read, so scale it down first',
  },
  'picture-too-large-for-page': {
    kind: 'input',
    about: '{name}',
    says: '{width}×{height} pixels are more than this browser can read; scale it down first',
  },
  'canvas-changed': {
    kind: 'failed',
    says: 'this browser changes the pixels that pages read, to hide who its user is, and pictures would be spoilt; allow this page to read canvases, or use another browser',
  },
  'picture-decoding-too-large': {
    kind: 'input',
    about: '{name}',
    says: 'decoding it would take {need}, and no more than {most} are spent on that; scale it down, or save it as a JPEG that is not progressive',
  },
  'picture-too-small': {
    kind: 'input',
    about: '{name}',
    says: '{width}×{height} is too small; the network needs at least {least} pixels on each side, so use a larger picture',
  },
  'picture-scaled-too-small': {
    kind: 'input',
    about: '{name}',
    says: 'scaled to {width}×{height} it is too small; the network needs at least {least} pixels on each side, so for this shape {sizeOption} {leastSize} is the least',
  },
  'picture-closed': {
    kind: 'input',
    about: '{name}',
    says: 'it has no pixels; it may have been closed',
  },
  'picture-transparent': {
    kind: 'input',
    about: '{name}',
    says: 'every pixel is transparent; save the picture with visible pixels first',
  },
  'recipe-unreadable': {
    kind: 'input',
    about: '{name}',
    says: 'its recipe cannot be read ({cause}); was it made by a newer nst-onnx?',
  },
} as const satisfies ErrorEntries

export const PICTURE_EXPLANATIONS: Explanations<typeof PICTURE_ERRORS> = {
  'picture-not-given': {
    cause:
      'Something else stands where a picture is expected, such as the `undefined` of a variable that was never set.',
    remedy: 'Give a picture in one of the forms listed.',
  },
  'picture-unnamed': {
    cause: 'The path of a picture is empty.',
    remedy: 'Give the path of a file.',
  },
  'picture-is-folder': {
    cause: 'The path of a picture is that of a folder.',
    remedy: 'Name a file.',
  },
  'picture-not-found': {
    cause: 'There is no file at the path.',
    remedy: 'Correct the path; a relative one starts at the working folder.',
  },
  'picture-forbidden': {
    cause: 'The system does not let this process read the file.',
    remedy: 'Give the process permission, or copy the file.',
  },
  'picture-unreadable': {
    cause: 'The system reports an error while it reads the file.',
    remedy: 'Copy the file to another place and try again.',
  },
  'picture-file-too-long': {
    cause: 'The file, or what a pipe or a device gives, would take more memory than is ever spent on one.',
    remedy: 'Scale the picture down, or save it as PNG or JPEG.',
  },
  'picture-gone': {
    cause: 'A file that was chosen in a page has changed or gone since.',
    remedy: 'Choose it again.',
  },
  'picture-empty': {
    cause: 'The file has no bytes.',
    remedy: 'Give another file.',
  },
  'picture-format-unknown': {
    cause: 'The file begins as no format that can be read does, whatever its name says.',
    remedy: 'Convert it to PNG or JPEG.',
  },
  'picture-feature-unread': {
    cause: 'The file is of a format that can be read, and uses a part of it that is not.',
    remedy: 'Convert it to PNG or JPEG.',
  },
  'picture-tiff-in-page': {
    cause: 'Most browsers do not read TIFF.',
    remedy: 'Convert it to PNG or JPEG, or use another browser.',
  },
  'picture-damaged': {
    cause: 'The file begins as its format does and cannot be decoded.',
    remedy: 'Fetch or save the file again.',
  },
  'picture-too-large': {
    cause: 'The picture would take more memory than is ever spent on one.',
    remedy: 'Scale it down with another program.',
  },
  'picture-too-large-for-page': {
    cause: 'The browser has no canvas of this size.',
    remedy: 'Scale it down with another program, or use Node.',
  },
  'canvas-changed': {
    cause:
      'Browsers that protect against fingerprinting, such as Brave and Firefox with `privacy.resistFingerprinting`, add noise to what a page reads from a canvas, or give another picture.',
    remedy: 'Allow the page to read canvases, or use another browser.',
  },
  'picture-decoding-too-large': {
    cause: 'The format of this file makes a decoder hold all of it at once.',
    remedy: 'Scale it down, or save it in a form that is decoded row by row.',
  },
  'picture-too-small': {
    cause: 'The network halves a picture several times, and nothing would be left.',
    remedy: 'Use a larger picture.',
  },
  'picture-scaled-too-small': {
    cause: 'The short side of a long picture is too small once the long side has the size asked for.',
    remedy: 'Ask for at least the size that the message names.',
  },
  'picture-closed': {
    cause: 'An ImageBitmap was closed before the run read it.',
    remedy: 'Close it after the run has begun.',
  },
  'picture-transparent': {
    cause: 'Nothing of the picture can be seen.',
    remedy: 'Use another picture, or remove its transparency.',
  },
  'recipe-unreadable': {
    cause: 'The recipe inside a picture is of another kind, has been changed, or comes from a later version.',
    remedy: 'Use the version that made the picture, or another picture.',
  },
}
