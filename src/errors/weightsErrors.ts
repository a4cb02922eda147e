import type { ErrorEntries, Explanations } from './errorEntry.js'

const ELSEWHERE = 'try again later, or give a mirror in NST_ONNX_WEIGHTS_MIRROR or a file with <weights> FILE'
const ELSEWHERE_IN_PAGE = 'try again later, or configure another weightsUrl'

/** Why VGG-19's weights could not be had from a download or the cache. */
export const WEIGHTS_ERRORS = {
  'weights-unavailable': {
    kind: 'weights',
    says: 'no VGG-19 weights found; run nst-onnx weights pull or give <weights> FILE',
  },
  'weights-unavailable-layer': {
    kind: 'weights',
    says: '{repository} has no layer {layer}; give a weights file',
  },
  'weights-unreachable': { kind: 'weights', says: `{host} {trouble}; ${ELSEWHERE}` },
  'weights-unreachable-in-page': { kind: 'weights', says: `{host} {trouble}; ${ELSEWHERE_IN_PAGE}` },
  'weights-http': { kind: 'weights', says: `{url} answered {status}; ${ELSEWHERE}` },
  'weights-http-in-page': { kind: 'weights', says: `{url} answered {status}; ${ELSEWHERE_IN_PAGE}` },
  'weights-corrupt-size': { kind: 'weights', says: `{url} should have {bytes} bytes and {found}; ${ELSEWHERE}` },
  'weights-corrupt-size-in-page': {
    kind: 'weights',
    says: `{url} should have {bytes} bytes and {found}; ${ELSEWHERE_IN_PAGE}`,
  },
  'weights-corrupt': {
    kind: 'weights',
    says: '{url} has the wrong bytes (git object {found}, pinned is {pinned}); use another mirror or network',
  },
  'weights-corrupt-cache': {
    kind: 'weights',
    says: '{path} is {state}; run nst-onnx weights pull',
  },
  'weights-corrupt-cache-in-page': {
    kind: 'weights',
    says: "{path} is {state} in the browser's cache; try again",
  },
  'weights-disk-unwritten': {
    kind: 'weights',
    says: '{path} cannot be written: {trouble}; {remedy}',
  },
  'weights-disk-unread': {
    kind: 'weights',
    says: '{path} cannot be read ({trouble}); remove it or choose another folder in NST_ONNX_CACHE',
  },
  'mirror-malformed': {
    kind: 'usage',
    says: 'the mirror {value} is not a web address; give https://HOST/PATH',
  },
} as const satisfies ErrorEntries

export const WEIGHTS_EXPLANATIONS: Explanations<typeof WEIGHTS_ERRORS> = {
  'weights-unavailable': {
    cause: 'There are no weights at any of the places where they are looked for, and downloading was not allowed.',
    remedy: 'Download them, or name a file. With `weights: auto` the run goes on without them.',
  },
  'weights-unavailable-layer': {
    cause: 'The run reads a layer that the source of the download does not have.',
    remedy: 'Give a file that has it. With `weights: auto` the run goes on without.',
  },
  'weights-unreachable': {
    cause: 'The host of VGG-19’s weights did not answer, refused, has no address, or kept breaking the connection.',
    remedy: 'Try again later; or take them from a mirror or a file. With `weights: auto` the run goes on without them.',
  },
  'weights-unreachable-in-page': {
    cause: 'The host of VGG-19’s weights did not answer, refused, has no address, or kept breaking the connection.',
    remedy: 'Try again later; or take them from a mirror or a file. With `weights: auto` the run goes on without them.',
  },
  'weights-http': {
    cause: 'The host of VGG-19’s weights answers with an HTTP error.',
    remedy: 'Try again later; or take them from a mirror or a file.',
  },
  'weights-http-in-page': {
    cause: 'The host of VGG-19’s weights answers with an HTTP error.',
    remedy: 'Try again later; or take them from a mirror or a file.',
  },
  'weights-corrupt-size': {
    cause: 'The host sends fewer or more bytes than the file has.',
    remedy: 'Try again later; or take the weights from a mirror or a file.',
  },
  'weights-corrupt-size-in-page': {
    cause: 'The host sends fewer or more bytes than the file has.',
    remedy: 'Try again later; or take the weights from a mirror or a file.',
  },
  'weights-corrupt': {
    cause: 'What was downloaded is not what this version expects: damaged or changed on the way.',
    remedy: 'Use another mirror or network.',
  },
  'weights-corrupt-cache': {
    cause: 'A file in the cache is gone or has been changed.',
    remedy: 'Run `nst-onnx weights pull`.',
  },
  'weights-corrupt-cache-in-page': {
    cause: 'The browser has thrown out a file that it was to keep.',
    remedy: 'Try again.',
  },
  'weights-disk-unwritten': {
    cause: 'The disk is full, the folder forbidden, or something in the way.',
    remedy: 'Make room, or choose another folder.',
  },
  'weights-disk-unread': {
    cause: 'A file in the cache cannot be read.',
    remedy: 'Remove it, or choose another folder in the environment variable NST_ONNX_CACHE.',
  },
  'mirror-malformed': {
    cause: 'The address of a mirror is none.',
    remedy: 'Give one that begins with https: or http:.',
  },
}
