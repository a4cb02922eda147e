import type { Size } from '../images/fitPicture.js'
import type { Options } from '../options/optionsTable.js'
import { STUDY_PRESET } from '../options/presets.js'
import type { RegionPaint } from '../regions/regions.js'
import type { StartName, TaggedBytes, TaggedFile, WeightsSource } from './inputs.js'

/** A checkpoint, by its bytes or by the path of its file, and what messages call it. */
export type NamedCheckpoint = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly path: string })

/** How any run goes, whatever it makes. */
export interface Course {
  /** Ends the run at its best picture so far, with `stopped: 'interrupted'`. */
  readonly signal?: AbortSignal | undefined
  /** Goes on from what `checkpoint` gave of the same run, or under Node from a file of it: with the very result that it would have had. */
  readonly resumeFrom?: Uint8Array | TaggedBytes<Uint8Array | string> | { readonly path: string } | undefined
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

/** The table's options as a request gives them: `init` may be any picture, and `weights` a tagged file. */
export type RequestOptions<Input> = Omit<Options, 'init' | 'weights'> & {
  /** Where the image starts: `content`, `noise`, `style`, or a picture. */
  readonly init?: StartName | Input | undefined
  /** `auto`, `vgg19`, `fitted`, or a safetensors file. */
  readonly weights?: string | TaggedFile | undefined
}

/** A style picture among several. */
export interface StyleInput<Input> {
  readonly picture: Input
  /** How much of it, beside the others': 3 and 1 are three quarters and one. 1 by default. */
  readonly weight?: number | undefined
  /** A picture of few flat colours, of its shape: what has one colour here is what the content is painted like where its mask has it. */
  readonly mask?: Input | undefined
}

/** What decides how a picture is painted: a style picture, or several, whose statistics are averaged by their weights. */
export type Styles<Input> =
  | { readonly style: Input; readonly styleMask?: Input | undefined; readonly styles?: never }
  | { readonly style?: never; readonly styleMask?: never; readonly styles: readonly StyleInput<Input>[] }

/** Parts of the content that are painted each in a manner of its own. */
export interface RegionsInput<Input> {
  /** A picture of few flat colours, of the content's shape. */
  readonly contentMask?: Input | undefined
  /** What paints a colour, `red` or `#ff0000`. One that is not named here is painted like what has it in the styles' masks. */
  readonly regions?: Readonly<Record<string, RegionPaint>> | undefined
}

/** What to make: a content picture, one or several style pictures, and any options of the table. */
export type StylizeRequest<Input> = RequestOptions<Input> &
  Course & {
    /** Decides what is seen, and the result's aspect ratio and alpha. */
    readonly content: Input
  } & RegionsInput<Input> &
  Styles<Input>

/** A picture made from content terms alone: what the chosen layers keep of it. Made by `reconstruction`. */
export interface ReconstructionRequest<Input> extends RequestOptions<Input>, Course {
  readonly content: Input
  readonly style?: never
  readonly styles?: never
}

/** A picture made from style terms alone: the style's texture without its subject. Made by `texture`. */
export interface TextureRequest<Input> extends RequestOptions<Input>, Course {
  readonly content?: never
  readonly style: Input
  readonly styles?: never
  /** The size of the result in pixels; by default the style picture's shape at `size`. */
  readonly outputSize?: Size | undefined
}

/** Anything that a run can make. */
export type PaintRequest<Input> = StylizeRequest<Input> | ReconstructionRequest<Input> | TextureRequest<Input>

/**
 * A request in the one form that a run reads. It is data: what `checkRequest` makes of any other form. Stages are said by options.
 */
export interface CheckedRequest<Input> extends Omit<RequestOptions<Input>, 'weights'>, Pick<Course, 'signal'> {
  readonly content?: Input
  /** The style pictures, each with its weight; absent where nothing is painted like another picture. */
  readonly styles?: readonly { readonly picture: Input; readonly weight: number; readonly mask?: Input }[]
  readonly contentMask?: Input
  /** What paints a colour, `#rrggbb`. */
  readonly regions?: Readonly<Record<string, RegionPaint>>
  readonly weights?: WeightsSource | undefined
  readonly resumeFrom?: NamedCheckpoint | undefined
  /** The size of a texture. */
  readonly outputSize?: Size | undefined
}

/** The options that make a run a reconstruction or a texture. */
export const DECIDED_BY_STUDY = [
  'styleLayers',
  'contentLayers',
  'styleWeight',
  'contentWeight',
  'strength',
  'init',
] as const

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
  return { preset: STUDY_PRESET, ...options, content, contentLayers: [layer], styleLayers: [], init: 'noise' }
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
  return { preset: STUDY_PRESET, ...options, style, outputSize, styleLayers: layers, contentLayers: [], init: 'noise' }
}
