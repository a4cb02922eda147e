import type { ErrorEntries } from './errorEntry.js'

const unreachable = {
  kind: 'weights',
  cause: 'The host of VGG-19’s weights did not answer, refused, has no address, or kept breaking the connection.',
  remedy: 'Try again later; or take them from a mirror or a file. With `weights: auto` the run goes on without them.',
} as const

const status = {
  kind: 'weights',
  cause: 'The host of VGG-19’s weights answers with an HTTP error.',
  remedy: 'Try again later; or take them from a mirror or a file.',
} as const

const wrongSize = {
  kind: 'weights',
  cause: 'The host sends fewer or more bytes than the file has.',
  remedy: 'Try again later; or take the weights from a mirror or a file.',
} as const

const ELSEWHERE = 'try again later, or give a mirror in NST_ONNX_WEIGHTS_MIRROR or a file with <weights> FILE'
const ELSEWHERE_IN_PAGE = 'try again later, or configure another weightsUrl'

/** Why VGG-19's weights could not be had from a download or the cache. */
export const WEIGHTS_ERRORS = {
  'weights-unavailable': {
    kind: 'weights',
    says: 'no VGG-19 weights found; run nst-onnx weights pull or give <weights> FILE',
    cause: 'There are no weights at any of the places where they are looked for, and downloading was not allowed.',
    remedy: 'Download them, or name a file. With `weights: auto` the run goes on without them.',
  },
  'weights-unavailable-layer': {
    kind: 'weights',
    says: '{repository} has no layer {layer}; give a weights file',
    cause: 'The run reads a layer that the source of the download does not have.',
    remedy: 'Give a file that has it. With `weights: auto` the run goes on without.',
  },
  'weights-unreachable': { ...unreachable, says: `{host} {trouble}; ${ELSEWHERE}` },
  'weights-unreachable-in-page': { ...unreachable, says: `{host} {trouble}; ${ELSEWHERE_IN_PAGE}` },
  'weights-http': { ...status, says: `{url} answered {status}; ${ELSEWHERE}` },
  'weights-http-in-page': { ...status, says: `{url} answered {status}; ${ELSEWHERE_IN_PAGE}` },
  'weights-corrupt-size': { ...wrongSize, says: `{url} should have {bytes} bytes and {found}; ${ELSEWHERE}` },
  'weights-corrupt-size-in-page': {
    ...wrongSize,
    says: `{url} should have {bytes} bytes and {found}; ${ELSEWHERE_IN_PAGE}`,
  },
  'weights-corrupt': {
    kind: 'weights',
    says: '{url} has the wrong bytes (git object {found}, pinned is {pinned}); use another mirror or network',
    cause: 'What was downloaded is not what this version expects: damaged or changed on the way.',
    remedy: 'Use another mirror or network.',
  },
  'weights-corrupt-cache': {
    kind: 'weights',
    says: '{path} is {state}; run nst-onnx weights pull',
    cause: 'A file in the cache is gone or has been changed.',
    remedy: 'Run `nst-onnx weights pull`.',
  },
  'weights-corrupt-cache-in-page': {
    kind: 'weights',
    says: "{path} is {state} in the browser's cache; try again",
    cause: 'The browser has thrown out a file that it was to keep.',
    remedy: 'Try again.',
  },
  'weights-disk-unwritten': {
    kind: 'weights',
    says: '{path} cannot be written: {trouble}; {remedy}',
    cause: 'The disk is full, the folder forbidden, or something in the way.',
    remedy: 'Make room, or choose another folder.',
  },
  'weights-disk-unread': {
    kind: 'weights',
    says: '{path} cannot be read ({trouble}); remove it or choose another folder in NST_ONNX_CACHE',
    cause: 'A file in the cache cannot be read.',
    remedy: 'Remove it, or choose another folder in the environment variable NST_ONNX_CACHE.',
  },
  'mirror-malformed': {
    kind: 'usage',
    says: 'the mirror {value} is not a web address; give https://HOST/PATH',
    cause: 'The address of a mirror is none.',
    remedy: 'Give one that begins with https: or http:.',
  },
} as const satisfies ErrorEntries
