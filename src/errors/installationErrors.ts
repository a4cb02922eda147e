import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with this package or the page as it is installed. */
export const INSTALLATION_ERRORS = {
  'dependency-missing': {
    kind: 'failed',
    says: 'nst-onnx is not whole: {what}; install it again',
  },
  'file-missing': {
    kind: 'failed',
    says: 'nst-onnx is not whole: there is no {file}{beside}; install it again, or keep it out of the bundle (--external:nst-onnx)',
  },
  'page-insecure': {
    kind: 'failed',
    says: 'this page is not secure, so nothing can be verified; serve it over https: or localhost',
  },
  'error-unknown': {
    kind: 'usage',
    says: '"{value}" is no code of an error that this version knows; give what toJSON made',
  },
} as const satisfies ErrorEntries

export const INSTALLATION_EXPLANATIONS: Explanations<typeof INSTALLATION_ERRORS> = {
  'dependency-missing': {
    cause: 'A package that nst-onnx depends on is not installed.',
    remedy: 'Install nst-onnx again.',
  },
  'file-missing': {
    cause: 'A file of the package is not at its place, mostly because a bundler has taken the code away from it.',
    remedy: 'Tell the bundler to leave nst-onnx alone, or install it again.',
  },
  'page-insecure': {
    cause: 'Browsers compute no hashes in pages that are served over http:.',
    remedy: 'Serve the page over https:, or from localhost.',
  },
  'error-unknown': {
    cause: '`NstOnnxError.from` was given something else than an error as data, or an error of another version.',
    remedy: 'Give what `toJSON` made, by the same version of nst-onnx.',
  },
}
