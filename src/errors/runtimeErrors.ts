import type { ErrorEntries, Explanations } from './errorEntry.js'

const unusable = {
  kind: 'device',
  about: '{option} {value}',
} as const

/** What is wrong with devices, ONNX Runtime, and the threads that it runs in. */
export const RUNTIME_ERRORS = {
  'device-unavailable': {
    kind: 'device',
    about: '{option} {value}',
    says: 'not available here; choose one of {devices} (`nst-onnx devices` says why)',
  },
  'device-unavailable-in-page': {
    kind: 'device',
    about: '{option} {value}',
    says: 'not available in a browser; choose one of {devices}',
  },
  'device-unusable': {
    ...unusable,
    says: 'not usable here: {trouble}; use <device> cpu, or one that `nst-onnx devices` finds',
  },
  'device-unusable-in-page': { ...unusable, says: 'not usable here: {trouble}; use <device> wasm' },
  'device-without-histogram': {
    ...unusable,
    says: 'cannot count values, as the histogram term does; use <device> cpu, in a page wasm, or set <histogramWeight> to 0',
  },
  'device-needs': {
    ...unusable,
    says: 'not usable here: {trouble}; {need}; or use <device> cpu',
  },
  'runtime-missing': {
    kind: 'device',
    says: 'ONNX Runtime is not installed; run: {command}',
  },
  'runtime-cut-short': {
    kind: 'device',
    says: '{file} is cut short; get it back: {command}',
  },
  'runtime-without-binary': {
    kind: 'device',
    says: 'ONNX Runtime has no binary for {platform} here; get it back: {command}',
  },
  'runtime-unloadable': {
    kind: 'device',
    says: 'ONNX Runtime cannot be loaded on {platform}: {trouble}; {needs}; if it is damaged: {command}',
  },
  'runtime-released': {
    kind: 'failed',
    says: 'the runtime was released while it was in use',
  },
  'graph-refused': {
    kind: 'failed',
    says: 'ONNX Runtime cannot load the graph: {trouble}',
  },
  'evaluation-failed': {
    kind: 'failed',
    says: 'the evaluation failed; a smaller <size> may help: {trouble}',
  },
  'thread-ended': {
    kind: 'failed',
    says: 'the thread of ONNX Runtime has ended; a smaller <size> may help',
  },
  'worker-failed': {
    kind: 'failed',
    says: 'the worker of ONNX Runtime failed: {trouble}',
  },
  'worker-mute': {
    kind: 'failed',
    says: 'the results of ONNX Runtime cannot be handed over; a smaller <size> may help',
  },
} as const satisfies ErrorEntries

export const RUNTIME_EXPLANATIONS: Explanations<typeof RUNTIME_ERRORS> = {
  'device-unavailable': {
    cause: 'ONNX Runtime for Node has no such device.',
    remedy: 'Choose one of the devices listed.',
  },
  'device-unavailable-in-page': {
    cause: 'ONNX Runtime for browsers has no such device.',
    remedy: 'Choose one of the devices listed.',
  },
  'device-unusable': {
    cause: 'The device is there by its name, and cannot run the graph on this machine.',
    remedy: 'Use another device, or `auto`.',
  },
  'device-unusable-in-page': {
    cause: 'The device is there by its name, and cannot run the graph on this machine.',
    remedy: 'Use another device, or `auto`.',
  },
  'device-without-histogram': {
    cause: 'ONNX Runtime has no operators there that count values and look them up.',
    remedy: 'Use another device, or leave `histogramWeight` out.',
  },
  'device-needs': {
    cause: 'The device needs hardware, a driver or a library that this machine lacks.',
    remedy: 'Use another device, or `auto`.',
  },
  'runtime-missing': {
    cause:
      'onnxruntime-node is an optional dependency, which npm leaves out without a word where it cannot be installed.',
    remedy: 'Run the command.',
  },
  'runtime-cut-short': {
    cause: 'A library of onnxruntime-node was not copied whole.',
    remedy: 'Run the command.',
  },
  'runtime-without-binary': {
    cause: 'onnxruntime-node was installed on another platform, or has none for this one.',
    remedy: 'Run the command on this machine.',
  },
  'runtime-unloadable': {
    cause: 'The system is older than ONNX Runtime needs, or of another kind.',
    remedy: 'Use another system, or run the command.',
  },
  'runtime-released': {
    cause: 'A program released a session host during an evaluation.',
    remedy: 'Release it once all evaluations have ended.',
  },
  'graph-refused': {
    cause: 'ONNX Runtime does not take a graph that it should take.',
    remedy: 'Install the version of ONNX Runtime that this package names.',
  },
  'evaluation-failed': {
    cause: 'ONNX Runtime reports an error, mostly for want of memory.',
    remedy: 'Ask for a smaller size.',
  },
  'thread-ended': {
    cause: 'The system ended the thread, mostly for want of memory.',
    remedy: 'Ask for a smaller size.',
  },
  'worker-failed': {
    cause: 'A web worker could not be loaded, or failed.',
    remedy: 'Check that the page serves the worker’s script.',
  },
  'worker-mute': {
    cause: 'A web worker’s results do not fit into the page’s memory.',
    remedy: 'Ask for a smaller size.',
  },
}
