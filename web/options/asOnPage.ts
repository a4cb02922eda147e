import { filledOptions, type Options, strengthFactor } from 'nst-onnx/options'

/** Places of the page's slider, and its choices of strokes. */
const STRENGTHS = Array.from({ length: 41 }, (_, place) => place / 20)
const SCALES = [0.5, 1, 2]

/**
 * Returns the recorded options of a run with the weight of style as a strength, and the size of the style picture as that of its strokes,
 * where these come to the very same.
 */
export function asOnPage(recorded: Options): Options {
  return withStyleScale(withStrength(withoutEmptyHistogram(recorded)))
}

/** Layers of terms that weigh nothing are not recorded. */
function withoutEmptyHistogram({ histogramLayers, ...others }: Options): Options {
  return histogramLayers?.length ? { ...others, histogramLayers } : others
}

function withStrength(recorded: Options): Options {
  const { styleWeight, styleLayers, ...others } = recorded
  // The strength is that of all terms on the style.
  if (others.momentsWeight || others.histogramLayers) return recorded
  if (styleLayers?.length === 0) return { ...others, strength: 0 }
  const whole = filledOptions(others).styleWeight
  const strength = STRENGTHS.find(place => typeof whole === 'number' && strengthFactor(place) * whole === styleWeight)
  return strength === undefined ? recorded : { ...others, ...(styleLayers && { styleLayers }), strength }
}

function withStyleScale(recorded: Options): Options {
  const { styleSize, ...others } = recorded
  const styleScale = SCALES.find(scale => filledOptions({ ...others, styleScale: scale }).styleSize === styleSize)
  return styleScale === undefined ? recorded : { ...others, styleScale }
}
