import { filledOptions, flagOf, type OptionName, type Options, type PresetName, TAPS, type Tap } from 'nst-onnx/options'

/** Where the flag's words would not do. */
const LABELS: Readonly<Partial<Record<OptionName, string>>> = { init: 'Starts from', tvWeight: 'TV weight' }

/** What an option is called on the page: its flag as words, `Style size`. */
export function labelOf(name: OptionName): string {
  const words = flagOf(name).slice(2).replaceAll('-', ' ')
  return LABELS[name] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const LOOKS: Readonly<Record<PresetName, string>> = {
  paint: 'The style’s shapes and strokes, from coarse to fine; the subject stays.',
  cmu: 'A photograph with the style’s grain and colours.',
  gatys: 'A photograph under small strokes; slow.',
  johnson: 'Bolder and smoother; the slowest.',
}

/** What the preset of some options looks like, and what it is made of. */
export function presetText({ preset, init, weights }: Options): string {
  const own = filledOptions({ preset, init, weights })
  const { styleLayers, contentLayers, iterations } = own
  return `${LOOKS[own.preset]} Style from ${rangeText(styleLayers)}, content from ${rangeText(contentLayers)}, ${iterations} iterations.`
}

/** Taps for people: `conv1_1 to conv3_1 (5)`, or the one there is. */
export function rangeText(taps: readonly string[]): string {
  const [first, ...rest] = taps.toSorted((a, b) => depth(a) - depth(b))
  if (first === undefined) return 'no layer'
  return rest.length === 0 ? first : `${first} to ${rest.at(-1)} (${taps.length})`
}

const depth = (tap: string) => TAPS.indexOf(tap as Tap)
