import type { Borders } from '../graphs/borders.js'
import type { Pooling } from '../graphs/specification.js'
import type { Tap } from '../graphs/taps.js'
import type { LayersOption, WeightOption } from '../graphs/terms/termKinds.js'

/** A known configuration, in this project's units (docs/presets.md). */
export interface Preset extends Readonly<Record<LayersOption, readonly Tap[]>>, Readonly<Record<WeightOption, number>> {
  readonly pool: Pooling
  readonly borders: Borders
  /** The steps of all stages, by where the image starts: noise has further to go. */
  readonly iterations: { readonly content: number; readonly noise: number }
  /** How many stages a run has; `auto`: by the size of the result. */
  readonly scales: 'auto' | number
  readonly byStage: ByStage
  /** The taps that the last of several stages reads; all where the list is empty. */
  readonly finestLayers: readonly Tap[]
  /** What it has otherwise where filters are fitted to the pictures: those of deep layers take half a minute to fit. */
  readonly fitted?: Pick<Preset, LayersOption | 'finestLayers' | 'styleWeight' | 'contentWeight'>
}

/** What stages differ in. Lists begin with the finest stage; their last entry counts for all coarser ones. */
export interface ByStage {
  /** Shares of the iterations. */
  readonly iterations: readonly number[]
  /** Factors of the content weight. */
  readonly content: readonly number[]
}

/** Coarse stages cost little and decide the composition, which more content weight keeps: see docs/presets.md. */
const BY_STAGE: ByStage = { iterations: [1, 2, 4], content: [1, 2, 5] }

/** The presets, the default first. */
export const PRESET_NAMES = ['paint', 'cmu', 'gatys', 'johnson'] as const
/** The name of a preset. */
export type PresetName = (typeof PRESET_NAMES)[number]

/** The preset of studies (grids aside) and of the gallery, which reproduce the course page. */
export const STUDY_PRESET: PresetName = 'cmu'

const RELU_STYLE_TAPS = ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1', 'relu5_1'] as const

/** Risser, Wilmot, Barnes 2017: the finest layer holds contrast, a deep one which features there are. */
const HISTOGRAM_TAPS = ['relu1_1', 'relu4_1'] as const

/**
 * One over the scale of this project's network input against Oxford's: 255·image − mean there, divided by 57.63 here. VGG-19
 * is positively homogeneous, so its features F there are S·F here, and:
 *
 *   content  mean((F − P)²) there            = S² · content here
 *   style    mean((G − A)²) there, G/(C·H·W) = S⁴ · style here
 *
 * A loss may be divided by any constant; the presets below are divided by S², which leaves S² on style and nothing on content.
 */
const S = 57.63

/** neural-style adds up total variation, here it is a mean: both agree at 512×512, where neural-style's default was chosen. */
const VALUES_AT_512 = 3 * 512 * 512

/** The course page's: shallow, in its own units, which are this project's. */
const SHALLOW = {
  styleLayers: ['conv1_1', 'conv1_2', 'conv2_1', 'conv2_2', 'conv3_1'],
  histogramLayers: ['relu1_1', 'relu3_1'],
  contentLayers: ['conv2_2'],
  finestLayers: [],
  styleWeight: 1e6,
  contentWeight: 1,
} as const

/** The settings of each preset. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  // Carnegie Mellon's 16-726 course page and PyTorch's tutorial: their own units are this project's.
  cmu: {
    ...SHALLOW,
    momentsWeight: 0,
    histogramWeight: 0,
    tvWeight: 0,
    pool: 'max',
    borders: 'zero',
    iterations: { content: 100, noise: 200 },
    scales: 1,
    byStage: BY_STAGE,
  },
  // Gatys's own PyTorch code weighs each layer by 1e3/C² on Gram matrices divided by H·W, that is C times this project's:
  // 1e3/C² · (C·S²)² · style = 1e3·S⁴ · style, the same for every layer; content weighs 1.
  gatys: {
    styleLayers: RELU_STYLE_TAPS,
    histogramLayers: HISTOGRAM_TAPS,
    contentLayers: ['relu4_2'],
    finestLayers: [],
    styleWeight: 1e3 * S ** 2,
    momentsWeight: 0,
    histogramWeight: 0,
    contentWeight: 1,
    tvWeight: 0,
    pool: 'avg',
    borders: 'zero',
    iterations: { content: 500, noise: 500 },
    scales: 1,
    byStage: BY_STAGE,
  },
  // Johnson's neural-style: content 5, style 100 on Gram matrices divided by C·H·W, and 1e-3 times the gradient of
  // ½·Σ(differences)² of the 255-scaled image.
  johnson: {
    styleLayers: RELU_STYLE_TAPS,
    histogramLayers: HISTOGRAM_TAPS,
    contentLayers: ['relu4_2'],
    finestLayers: [],
    styleWeight: 100 * S ** 2,
    momentsWeight: 0,
    histogramWeight: 0,
    contentWeight: 5,
    tvWeight: (1e-3 * 0.5 * 255 ** 2 * VALUES_AT_512) / S ** 2,
    pool: 'max',
    borders: 'zero',
    iterations: { content: 1000, noise: 1000 },
    scales: 1,
    byStage: BY_STAGE,
  },
  // Found by looking (docs/presets.md): Gatys's weights without relu5_1, which made no difference, and content where relu4_1 is
  // read anyway: nothing beyond the ninth convolution is computed or downloaded.
  paint: {
    styleLayers: ['relu1_1', 'relu2_1', 'relu3_1', 'relu4_1'],
    histogramLayers: HISTOGRAM_TAPS,
    contentLayers: ['relu4_1'],
    // What relu4_1 holds at full size the stage before has painted by relu3_1 and relu4_1 at half of it, for a quarter of the price.
    finestLayers: ['relu1_1', 'relu2_1', 'relu3_1'],
    styleWeight: 1e3 * S ** 2,
    momentsWeight: 0,
    histogramWeight: 0,
    contentWeight: 2,
    tvWeight: 0,
    pool: 'avg',
    borders: 'replicate',
    iterations: { content: 98, noise: 196 }, // 56, 28 and 14 at 512 pixels
    scales: 'auto',
    // Of results with more stages the last ones need steps most, which finish what a weave is left of otherwise.
    byStage: { ...BY_STAGE, iterations: [1, 2, 4, 2] },
    // Deep fitted filters give the painting itself and lose the subject.
    fitted: SHALLOW,
  },
}

/** A preset as it is with the features of a run. */
export function presetFor(name: PresetName, { isFitted }: { readonly isFitted: boolean }): Preset {
  const preset = PRESETS[name]
  return isFitted ? { ...preset, ...preset.fitted } : preset
}
