import { NstOnnxError, type Words } from 'nst-onnx'
import { OPTIONS, type OptionName } from 'nst-onnx/options'
import { labelOf } from './optionText.js'

/** Why something came to nothing, for the page. */
export interface Problem {
  /** One or more sentences. */
  readonly text: string
  /** A value of an option that would do. */
  readonly remedy?: { readonly name: OptionName; readonly value: number }
}

/** The page calls options by their labels, and its user cannot configure where weights come from. */
const PAGE_WORDS: Words = {
  subject: label,
  mention: option => `“${label(option)}”`,
  says: {
    'style-scale-out-of-range':
      'the style picture would be {value} pixels long, which is not from {least} to {limit}; choose other strokes, or another size',
    'picture-format-unknown': 'this is {kindOfFile}; choose a picture file',
    'picture-damaged': 'this {format} file is damaged, cut short, or of a kind that this browser does not show',
    'picture-tiff-in-page': 'this browser shows no TIFF files; choose a PNG or JPEG',
    'evaluation-failed': 'this device could not paint so large a picture; choose a smaller size',
    'graph-refused': 'the painting could not be set up; reload the page, or choose a smaller size',
    'thread-ended': 'the browser has ended the painting; choose a smaller size',
    'worker-failed': 'The browser broke the painting off; try again, choose a smaller size, or reload the page',
    'worker-mute': 'the browser ran out of memory; choose a smaller size',
    'checkpoint-other': 'it cannot go on here: {other}; start from its picture instead',
    'device-unusable-in-page': 'not usable here: {trouble}; use device wasm',
    'weights-unreachable-in-page': '{host} {trouble}; try again later',
    'weights-http-in-page': '{url} answered {status}; try again later',
    'weights-corrupt-size-in-page': '{url} should have {bytes} bytes and {found}; try again later',
  },
}

/** How browsers and WebAssembly say it. */
const OUT_OF_MEMORY = /bad_alloc|out of memory|allocation failed|invalid array length/i
const NO_MEMORY: Problem = { text: 'The browser ran out of memory: choose a smaller size.' }

function label(option: string): string {
  return isOption(option) ? labelOf(option) : option
}

const isOption = (name: string | undefined): name is OptionName => name !== undefined && Object.hasOwn(OPTIONS, name)

/** What an error means to the page. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof NstOnnxError)) {
    const message = error instanceof Error ? error.message : String(error)
    return OUT_OF_MEMORY.test(message) ? NO_MEMORY : { text: sentence(message) }
  }
  const { code, option, limit } = error
  if (code === 'worker-failed' && OUT_OF_MEMORY.test(error.message)) return NO_MEMORY
  const text = sentence(error.sentence(PAGE_WORDS))
  const isTooLarge = code === 'device-too-small' || code === 'memory-exceeded'
  return isTooLarge && isOption(option) && limit ? { text, remedy: { name: option, value: limit } } : { text }
}

/** With a full stop, and a capital where it does not begin with a name. */
function sentence(said: string): string {
  const whole = /[.!?]$/.test(said) ? said : `${said}.`
  return /^[a-z]+ [^:]*$/.test(whole) ? whole.charAt(0).toUpperCase() + whole.slice(1) : whole
}
