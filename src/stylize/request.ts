import type { Size } from '../images/fitPicture.js'
import type { Options } from '../options/optionsTable.js'

interface Interruptible {
  /** Ends the run at its best picture so far, with `stopped: 'interrupted'`. */
  readonly signal?: AbortSignal | undefined
}

/** What to make: two pictures, and any options of the table. */
export interface StylizeRequest<Input> extends Options, Interruptible {
  /** Decides what is seen, and the result's aspect ratio and alpha. */
  readonly content: Input
  /** Decides how it is painted. */
  readonly style: Input
}

/** A picture made from content terms alone: what the chosen layers keep of it. Made by `reconstruction`. */
export interface ReconstructionRequest<Input> extends Options, Interruptible {
  readonly content: Input
  readonly style?: never
}

/** A picture made from style terms alone: the style's texture without its subject. Made by `texture`. */
export interface TextureRequest<Input> extends Options, Interruptible {
  readonly content?: never
  readonly style: Input
  /** In pixels; by default the style picture's shape at `size`. */
  readonly outputSize?: Size | undefined
}

/** Anything that a run can make. */
export type PaintRequest<Input> = StylizeRequest<Input> | ReconstructionRequest<Input> | TextureRequest<Input>

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
