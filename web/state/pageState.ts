import type {
  ChosenDevice,
  FeaturesEvent,
  FittingEvent,
  LossCurve,
  NamedInput,
  StartEvent,
  StepEvent,
  StylizeResult,
} from 'nst-onnx'
import type { OptionName, Options, Vgg19Layer } from 'nst-onnx/options'
import type { Problem } from '../options/problem.js'

/** Where a picture goes. `start` is wanted only where the image starts from a picture of the user's own. */
export const PLACES = ['content', 'style', 'start'] as const
export type Place = (typeof PLACES)[number]

/** A picture file that can be used. */
export interface ChosenPicture {
  readonly name: string
  readonly file: Blob
  /** Upright, in pixels. */
  readonly width: number
  readonly height: number
  /** The hash of the file, hexadecimal; undefined where the browser does not hash. */
  readonly sha256: string | undefined
  /** What is shown: the picture, or a smaller copy of a large one. */
  readonly preview: ImageBitmap
  readonly isExample: boolean
  /** Whether a recipe is inside, which the picture could be made again by. */
  readonly hasRecipe: boolean
}

export interface PlaceState {
  readonly picture?: ChosenPicture
  /** The file that is being read. */
  readonly opening?: { readonly ticket: number; readonly name: string }
  /** The picture that an opened recipe names for this place. */
  readonly wanted?: NamedInput
  /** Why the last file was refused. The picture before it is still there. */
  readonly problem?: string
}

/** Which features to compare, and what is at hand of VGG-19. */
export interface FeaturesState {
  readonly wanted: 'fitted' | 'vgg19'
  /** Layers of VGG-19 that this browser keeps. */
  readonly stored: readonly Vgg19Layer[]
  readonly fetching?: { readonly receivedBytes: number; readonly totalBytes: number }
  readonly problem?: string
}

/** The device that a run would use, or why there is none. */
export type Forecast = ChosenDevice | { readonly problem: string }

export interface RunState {
  /** `preparing` until the first evaluation is about to begin; `ended` with a picture, or with a problem, or with both. */
  readonly phase: 'idle' | 'preparing' | 'painting' | 'paused' | 'ended'
  /** It has been told to stop and has not ended yet. */
  readonly stopping?: boolean
  /** The content picture of this run. */
  readonly before?: ImageBitmap
  readonly download?: { readonly receivedBytes: number; readonly totalBytes: number }
  readonly fitting?: FittingEvent
  readonly features?: FeaturesEvent
  readonly start?: StartEvent
  readonly curve: LossCurve
  readonly latest?: StepEvent
  readonly result?: StylizeResult
  readonly problem?: Problem
}

/** A remark for the whole page. */
export interface Notice {
  readonly tone: 'told' | 'problem'
  readonly text: string
}

export interface PageState {
  readonly places: Readonly<Record<Place, PlaceState>>
  /** What differs from the preset and the defaults. `init` is {@link OWN_START} for the picture in the place `start`. */
  readonly options: Options
  /** What stands in a field and cannot be used, and why. */
  readonly refused: Readonly<Partial<Record<OptionName, string>>>
  readonly features: FeaturesState
  readonly forecast?: Forecast
  readonly run: RunState
  readonly notice?: Notice
  /** Whether the browser keeps all that the page needs, so that it works without a network. */
  readonly keptOffline: boolean
}

/** The start that is a picture of the user's own. */
export const OWN_START = 'file'

export const FIRST_STATE: PageState = {
  places: { content: {}, style: {}, start: {} },
  // Its layers can be fitted in a moment, and are 2 MB where they are fetched; the default's are 14.
  options: { preset: 'cmu' },
  refused: {},
  features: { wanted: 'fitted', stored: [] },
  run: { phase: 'idle', curve: [] },
  keptOffline: false,
}

export const isRunning = ({ phase }: RunState): boolean => phase !== 'idle' && phase !== 'ended'
