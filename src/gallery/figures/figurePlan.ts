import type { Job } from '../../jobs/runJobs.js'
import type { PlannedRun } from '../../stylize/plan.js'
import type { StudyOptions } from '../../stylize/request.js'
import type { Figure } from '../galleryPage.js'
import type { MadePictures } from './madePictures.js'

/** What a gallery is made from. */
export interface GalleryInputs {
  /** Paths of pictures, at least one. */
  readonly contents: readonly string[]
  readonly styles: readonly string[]
  /** Of the reconstructions, from the image inwards; any names of taps. */
  readonly layers: readonly string[]
  /** What all figures have in common; `size` is set. */
  readonly options: StudyOptions & { readonly size: number }
}

/** A figure to be: the pictures that it needs, which other figures may need too, and how it is put together. */
export interface FigurePlan {
  /** Equal names stand for equal requests. */
  readonly jobs: readonly Job<string>[]
  compose(made: MadePictures): Promise<Figure>
}

/** Seeds of the two noises that are set side by side. */
export const SEEDS = [1, 2] as const

/** A number for people: three digits, and a power of ten where zeros would have to be counted. */
export function rounded(value: number): string {
  const short = Number(value.toPrecision(3))
  return Math.abs(short) >= 1e4 ? short.toExponential().replace('e+', 'e') : String(short)
}

/** What decides a figure's pictures, for people. */
export function settingsOf({ settings, specification, size, recipe }: PlannedRun): [name: string, value: string][] {
  const { style, content, pool } = specification
  const weightsOf = (kind: 'style' | 'content') =>
    [...new Set(specification[kind].map(tap => rounded(settings.weights[`${kind}.${tap}`])))].join(', ')
  return [
    ['Size', `${size.width} × ${size.height}`],
    ...(style.length > 0
      ? [['Style layers', `${style.join(', ')} (weight ${weightsOf('style')})`] as [string, string]]
      : []),
    ...(content.length > 0
      ? [['Content layers', `${content.join(', ')} (weight ${weightsOf('content')})`] as [string, string]]
      : []),
    ['Pooling', pool],
    ['Start', settings.init === 'noise' ? `noise, seed ${settings.seed}` : settings.init],
    ['Optimiser', `${settings.optimizer}, ${settings.iterations} iterations`],
    ['Preset', settings.preset],
    ['Features', recipe.features.source === 'vgg19' ? 'VGG-19' : 'fitted to the pictures'],
  ]
}
