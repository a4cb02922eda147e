import type { LossSpecification } from '../../graphs/specification.js'
import { readsTap } from '../../graphs/terms/lossTerm.js'
import { TERM_KEYS, type TermKey } from '../../graphs/terms/termKinds.js'
import type { Job } from '../../jobs/runJobs.js'
import type { StudyOptions } from '../../requests/request.js'
import type { PlannedRun } from '../../stylize/plan.js'
import { rounded } from '../claims/words.js'
import type { Figure } from '../galleryPage.js'
import type { MadePictures } from './madePictures.js'

/** What a gallery is made from. */
export interface GalleryInputs {
  /** Paths of pictures, at least one. */
  readonly contents: readonly string[]
  readonly styles: readonly string[]
  /** The layers of the reconstructions, from the image inwards; any names of taps. */
  readonly layers: readonly string[]
  /** What all figures have in common; `size` is set. */
  readonly options: StudyOptions & { readonly size: number }
}

/** A figure to be: the pictures that it needs, which other figures may need too, and how it is put together. */
export interface FigurePlan {
  /** Equal names stand for equal requests. */
  readonly jobs: readonly Job<string>[]
  /** Undefined where there is nothing to show. */
  compose(made: MadePictures): Promise<Figure | undefined>
}

/** Seeds of the two noises that are set side by side. */
export const SEEDS = [1, 2] as const

/** What decides a figure's pictures, for people. */
export function settingsOf({ settings, specification, size, recipe }: PlannedRun): [name: string, value: string][] {
  return [
    ['Size', `${size.width} × ${size.height}`],
    ...TERM_KEYS.flatMap(kind => termSettings(kind, specification)),
    ['Pooling', specification.pool],
    ['Borders', specification.borders ?? 'zero'],
    ['Start', settings.init === 'noise' ? `noise, seed ${settings.seed}` : settings.init],
    ['Optimiser', `${settings.optimizer}, ${settings.iterations} iterations`],
    ['Preset', settings.preset],
    ['Features', recipe.features.source === 'vgg19' ? 'VGG-19' : 'fitted to the pictures'],
  ]
}

/** The terms of one kind, where there are any: `conv1_1, conv2_1 (weight 1e6)`. */
function termSettings(kind: TermKey, { terms }: LossSpecification): [name: string, value: string][] {
  const own = terms.filter(term => term.kind === kind)
  if (own.length === 0) return []
  const weights = [...new Set(own.map(({ weight = 1 }) => rounded(weight)))].join(', ')
  const taps = own.filter(readsTap).map(({ tap }) => tap)
  const title = kind.charAt(0).toUpperCase() + kind.slice(1)
  return taps.length > 0
    ? [[`${title} layers`, `${taps.join(', ')} (weight ${weights})`]]
    : [[`${title} weight`, weights]]
}
