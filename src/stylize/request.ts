import { NstOnnxError } from '../errors.js'
import type { Size } from '../images/fitPicture.js'
import type { Options } from '../options/optionsTable.js'
import type { NamedCheckpoint } from './runState.js'

/** How any run goes, whatever it makes. */
export interface Course {
  /** Ends the run at its best picture so far, with `stopped: 'interrupted'`. */
  readonly signal?: AbortSignal | undefined
  /** Goes on from what `checkpoint` gave of the same run: with the very result that it would have had. */
  readonly resumeFrom?: Uint8Array | NamedCheckpoint | undefined
  /** Coarse to fine, in place of `size`, `scales`, `iterations` and `contentByStage`. */
  readonly stages?: readonly StageInput[] | undefined
}

/** A part of a run at one size. */
export interface StageInput {
  /** Long side of its picture; the last stage's is the result's. */
  readonly size: number
  /** Accepted optimiser steps. */
  readonly iterations: number
  /** Replaces the run's; a number, as the run's must be then. */
  readonly contentWeight?: number | undefined
}

/** A style picture among several. */
export interface StyleInput<Input> {
  readonly picture: Input
  /** How much of it, beside the others': 3 and 1 are three quarters and one. 1 by default. */
  readonly weight?: number | undefined
}

/** What decides how a picture is painted: a style picture, or several, whose statistics are averaged by their weights. */
export type Styles<Input> =
  | { readonly style: Input; readonly styles?: never }
  | { readonly style?: never; readonly styles: readonly StyleInput<Input>[] }

/** What to make: a content picture, one or several style pictures, and any options of the table. */
export type StylizeRequest<Input> = Options &
  Course & {
    /** Decides what is seen, and the result's aspect ratio and alpha. */
    readonly content: Input
  } & Styles<Input>

/** A picture made from content terms alone: what the chosen layers keep of it. Made by `reconstruction`. */
export interface ReconstructionRequest<Input> extends Options, Course {
  readonly content: Input
  readonly style?: never
  readonly styles?: never
}

/** A picture made from style terms alone: the style's texture without its subject. Made by `texture`. */
export interface TextureRequest<Input> extends Options, Course {
  readonly content?: never
  readonly style: Input
  readonly styles?: never
  /** The size of the result in pixels; by default the style picture's shape at `size`. */
  readonly outputSize?: Size | undefined
}

/** Anything that a run can make. */
export type PaintRequest<Input> = StylizeRequest<Input> | ReconstructionRequest<Input> | TextureRequest<Input>

/**
 * The style pictures of a request, each with its weight.
 *
 * @throws NstOnnxError 'usage' for both forms at once, none, and weights that are no share of anything
 */
export function stylesOf<Input>(
  request: PaintRequest<Input>,
): readonly { readonly picture: Input; readonly weight: number }[] {
  // Not `request.style !== undefined`: a picture that a program forgot makes no reconstruction of a style transfer.
  const one = 'style' in request
  if (request.styles === undefined) return one ? [{ picture: request.style as Input, weight: 1 }] : []
  if (one && request.style !== undefined) throw new NstOnnxError('styles-and-style', { option: 'styles' })
  const styles = request.styles.map(({ picture, weight = 1 }) => ({ picture, weight }))
  if (styles.length === 0) throw new NstOnnxError('styles-empty', { option: 'styles' })
  const wrong = styles.find(({ weight }) => !(weight >= 0 && weight <= MOST_WEIGHT))
  if (wrong) throw new NstOnnxError('styles-weight', { option: 'styles', value: wrong.weight, limit: MOST_WEIGHT })
  if (styles.every(({ weight }) => weight === 0)) throw new NstOnnxError('styles-weightless', { option: 'styles' })
  return styles
}

const MOST_WEIGHT = 1e6

/** The options that make a run a reconstruction or a texture. */
export const DECIDED_BY_STUDY = ['styleLayers', 'contentLayers', 'styleWeight', 'contentWeight', 'init'] as const

/** The options of a reconstruction or a texture that are the user's. */
export type StudyOptions = Omit<Options, (typeof DECIDED_BY_STUDY)[number]>

/**
 * The content picture again, from noise, by the content loss of one layer (Gatys, Ecker, Bethge 2015, figure 1).
 *
 * @param layer any name of a tap
 */
export function reconstruction<Input>(
  content: Input,
  layer: string,
  options: StudyOptions = {},
): ReconstructionRequest<Input> {
  return { ...options, content, contentLayers: [layer], styleLayers: [], init: 'noise' }
}

/**
 * A texture from noise, by the style losses of some layers (Gatys, Ecker, Bethge 2015, "Texture synthesis").
 *
 * @param layers any names of taps
 */
export function texture<Input>(
  style: Input,
  layers: readonly string[],
  { outputSize, ...options }: StudyOptions & { readonly outputSize?: Size | undefined } = {},
): TextureRequest<Input> {
  return { ...options, style, outputSize, styleLayers: layers, contentLayers: [], init: 'noise' }
}
