import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with pictures that are to be written. */
export const WRITING_ERRORS = {
  'output-is-folder': {
    kind: 'usage',
    about: '{path}',
    says: 'this is a folder; name a file in it',
  },
  'output-folder-missing': {
    kind: 'usage',
    about: '{path}',
    says: 'there is no folder {folder}; create it first',
  },
  'output-extension': {
    kind: 'usage',
    about: '{path}',
    says: '{problem}; use {endings}',
  },
  'checkpoint-taken': {
    kind: 'failed',
    about: '{path}',
    says: 'this file is no checkpoint, and it is not replaced by one',
  },
  'output-not-written': {
    kind: 'failed',
    about: '{path}',
    says: 'cannot be written: {reason}',
  },
  'format-needs-sharp': {
    kind: 'failed',
    says: '{files} are written by sharp, which cannot be loaded here; write an 8-bit .png or a .jpg',
  },
  'encoding-failed': {
    kind: 'failed',
    says: '{width}×{height} pixels cannot be written as {format} ({reason}); try another format',
  },
  'encoding-failed-in-page': {
    kind: 'failed',
    says: '{width}×{height} pixels cannot be encoded by this browser; use a smaller size',
  },
  'format-unwritten-in-page': {
    kind: 'failed',
    says: 'this browser writes no {format} files; write a PNG or JPEG',
  },
} as const satisfies ErrorEntries

export const WRITING_EXPLANATIONS: Explanations<typeof WRITING_ERRORS> = {
  'output-is-folder': {
    cause: 'The file to write has the name of a folder.',
    remedy: 'Name a file in it.',
  },
  'output-folder-missing': {
    cause: 'The folder of the file to write does not exist.',
    remedy: 'Create the folder.',
  },
  'output-extension': {
    cause: 'The extension of a file decides its format, and this one stands for none that is written.',
    remedy: 'Use one of the extensions listed.',
  },
  'checkpoint-taken': {
    cause: 'A file of another kind has the name that the checkpoint of a run would have.',
    remedy: 'Move it, or choose another output.',
  },
  'output-not-written': {
    cause: 'The system does not let the file be written: no permission, a full disk, a name too long.',
    remedy: 'Do what the message says, or choose another place.',
  },
  'format-needs-sharp': {
    cause: 'sharp has no build for this platform, and the library in its place writes PNG and JPEG only.',
    remedy: 'Write PNG or JPEG, or install a build of sharp.',
  },
  'encoding-failed': {
    cause: 'The encoder reports an error.',
    remedy: 'Write another format.',
  },
  'encoding-failed-in-page': {
    cause: 'The browser has no canvas of this size.',
    remedy: 'Use a smaller size, or Node.',
  },
  'format-unwritten-in-page': {
    cause: 'Not every browser writes every format.',
    remedy: 'Write PNG or JPEG.',
  },
}
