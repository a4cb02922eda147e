import { filledOptions, OPTIONS, type Options } from 'nst-onnx/options'

const SCALES: Readonly<Record<string, string>> = { 0.5: 'fine strokes', 2: 'broad strokes' }
const COLOURS = {
  style: '',
  match: 'near the photo’s colours',
  content: 'the photo’s colours',
  luminance: 'the photo’s colours',
} as const

/** How a painting differs in looks from what the page begins with: `strength 150 %, fine strokes`; empty where it does not. */
export function lookText(options: Options): string {
  const { preset, strength, styleScale, colors } = filledOptions(options)
  const looks = [
    preset === OPTIONS.preset.default ? '' : preset,
    strength === OPTIONS.strength.default ? '' : `strength ${Math.round(100 * strength)} %`,
    SCALES[styleScale] ?? (styleScale === 1 ? '' : `strokes × ${styleScale}`),
    COLOURS[colors],
  ]
  return looks.filter(look => look !== '').join(', ')
}
