import type {
  ChosenDevice,
  FeaturesEvent,
  FittingEvent,
  LossCurve,
  NamedInput,
  Picture,
  Size,
  StartEvent,
  StepEvent,
  StylizeResult,
} from 'nst-onnx'
import type { OptionName, Options, Vgg19Layer } from 'nst-onnx/options'
import type { Problem } from '../options/problem.js'
import type { ChosenRegions } from '../regions/maskFile.js'
import { ONE_STYLE, type Shares, STYLE_PLACES } from './shares.js'

/** Where a picture goes; all styles but the first may be left empty, and `start` is wanted only where the image starts from a picture of the user's own. */
export const PLACES = ['content', ...STYLE_PLACES, 'start'] as const
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
  /** What it was begun with. */
  readonly begun?: BegunRun
  readonly download?: { readonly receivedBytes: number; readonly totalBytes: number }
  readonly fitting?: FittingEvent
  readonly features?: FeaturesEvent
  readonly start?: StartEvent
  readonly curve: LossCurve
  readonly latest?: StepEvent
  readonly result?: StylizeResult
  readonly problem?: Problem
  /** What is left of a run that has failed without a result: the latest picture that was seen. */
  readonly reached?: Picture
}

/** What a run was begun with: the page's choices may change while it goes on. */
export interface BegunRun extends Pick<PageState, 'places' | 'options' | 'blend' | 'regions'> {
  /** Names the painting that it makes. */
  readonly id: string
  /** The content picture. */
  readonly before: ImageBitmap
  readonly from?: PictureSoFar
  /** What was shown when it began. */
  readonly shownBefore?: string
}

/** What a run goes on from: shown until its own first picture comes. */
export interface PictureSoFar {
  readonly picture: ImageBitmap
  /** Share of the painting that was done, 0 … 1. */
  readonly done: number
  /** Share of it that was done by other runs than this one. */
  readonly base: number
}

/** What is chosen of a painting beside its pictures. */
export type PaintingChoices = Pick<PageState, 'options' | 'blend' | 'regions'>

/** What a run needs to go on where it was. */
export interface RestOfRun {
  /** Its state, as the run gave it. */
  readonly checkpoint: Blob
  /** Share of the painting that was done, 0 … 1. */
  readonly done: number
  /** Share of it that was done by other runs; absent where there were none. */
  readonly base?: number
  /** The picture of such a run, which it began from. */
  readonly start?: File
  /** Those that it went on with: with others it would be another run. */
  readonly device: ChosenDevice['device']
  readonly threads: number
}

/** A picture that was painted, as a file, with all that is needed to compare it and to go on from it. */
export interface Painting {
  readonly id: string
  /** CONTENT-STYLE, as the command line names results. */
  readonly name: string
  readonly width: number
  readonly height: number
  /** The size that it was to have, where it was kept in a coarse stage of its run. */
  readonly full?: Size
  /** A picture file with its recipe inside; without one where the run did not come to its end. */
  readonly file: Blob
  /** A small copy. */
  readonly thumbnail: Blob
  /** The content picture, for comparison. */
  readonly before: Blob
  /** The picture files that it was made from. */
  readonly sources: Readonly<Partial<Record<Place, File>>>
  /** The settings that it was made with; paintings of earlier versions of the page have them in their recipes alone. */
  readonly choices?: PaintingChoices
  /** What a run that was stopped, or cut by a reload, goes on with. */
  readonly rest?: RestOfRun
  /** Milliseconds since 1970. */
  readonly made: number
  readonly state: 'finished' | 'stopped' | 'unfinished' | 'example'
}

/** What the large picture shows: a painting by its id, the run, or the content picture where it is undefined. */
export const THE_RUN = 'run'

/** A remark for the whole page. */
export interface Notice {
  readonly tone: 'told' | 'problem'
  readonly text: string
}

/** Where a page computes. */
export type PageDevice = 'wasm' | 'webgpu'

/** Multiplications a second, in millions, that runs have come to on this machine. */
export type Paces = Readonly<Partial<Record<PageDevice, number>>>

export interface PageState {
  readonly places: Readonly<Record<Place, PlaceState>>
  /** What differs from the preset and the defaults. `init` is {@link OWN_START} for the picture in the place `start`. */
  readonly options: Options
  readonly blend: Shares
  /** Parts of the content picture that are painted in a way of their own. */
  readonly regions?: ChosenRegions
  /** What stands in a field and cannot be used, and why. */
  readonly refused: Readonly<Partial<Record<OptionName, string>>>
  readonly features: FeaturesState
  readonly forecast?: Forecast
  readonly run: RunState
  /** How fast runs have been on this machine. */
  readonly paces: Paces
  /** Why the run that the choices come to would not succeed, as its worker has found. */
  readonly foreseen?: Problem
  /** Newest first. */
  readonly paintings: readonly Painting[]
  readonly shown?: string
  /** Whether nothing has been shown yet but what the page opens with. */
  readonly isOpening: boolean
  /** Whether the browser keeps paintings over a reload; undefined until one was to be kept. */
  readonly paintingsLast?: boolean
  readonly notice?: Notice
  /** Whether the browser keeps all that the page needs, so that it works without a network. */
  readonly keptOffline: boolean
}

/** The start that is a picture of the user's own. */
export const OWN_START = 'file'

export const FIRST_STATE: PageState = {
  places: { content: {}, style: {}, secondStyle: {}, thirdStyle: {}, fourthStyle: {}, start: {} },
  // Nothing is fetched for them; VGG-19 is where it is asked for.
  options: { weights: 'fitted' },
  blend: ONE_STYLE,
  refused: {},
  features: { wanted: 'fitted', stored: [] },
  run: { phase: 'idle', curve: [] },
  paces: {},
  paintings: [],
  isOpening: true,
  keptOffline: false,
}

/** The painting that the large picture shows. */
export const shownPainting = ({ paintings, shown }: PageState): Painting | undefined =>
  paintings.find(({ id }) => id === shown)

/** Whether the choices are others than those that the last run was begun with. */
export function isChanged({ run: { begun }, places, options, blend, regions }: PageState): boolean {
  if (!begun) return false
  const hasOther = PLACES.some(place => begun.places[place].picture !== places[place].picture)
  return hasOther || begun.options !== options || begun.blend !== blend || begun.regions !== regions
}

export const isRunning = ({ phase }: RunState): boolean => phase !== 'idle' && phase !== 'ended'
