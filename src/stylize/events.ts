import type { ErrorJson } from '../errors.js'
import type { TermName } from '../graphs/terms/lossTerm.js'
import type { Size } from '../images/fitPicture.js'
import type { Picture } from '../images/picture.js'
import type { StopReason } from '../optimizers/minimize.js'
import type { Recipe } from '../recipes/recipe.js'
import type { Stage } from '../requests/stages.js'
import type { Device } from '../runtime/devices.js'

/** The features that the losses read. */
export interface Features {
  readonly source: 'vgg19' | 'fitted'
  /** Where the weights came from, for people. */
  readonly origin: string
  /** The hash of the weights' values: the same weights have the same hash, whatever file they came from. */
  readonly sha256: string
}

/** The run fits into memory, but not beside those of other engines; it goes on when these have given theirs back. */
export interface WaitingEvent {
  readonly event: 'waiting'
  /** What the whole process would take with this run alone. */
  readonly memoryBytes: number
}

/** Weights are being downloaded. `receivedBytes` never falls and ends at `totalBytes`. */
export interface DownloadEvent {
  readonly event: 'download'
  readonly receivedBytes: number
  readonly totalBytes: number
}

/** Filters are being fitted to the pictures, which takes seconds; first told before the first layer. `fittedLayers` never falls. */
export interface FittingEvent {
  readonly event: 'fitting'
  readonly fittedLayers: number
  readonly totalLayers: number
}

/** The features are known. */
export interface FeaturesEvent extends Features {
  readonly event: 'features'
  /** Why filters were fitted although VGG-19 was wanted. */
  readonly fallback?: ErrorJson
}

/** What has to be done in a stage. */
export type StageWork = Size & Pick<Stage, 'iterations'>

/** Everything is at hand, and the first stage is about to begin. */
export interface StartEvent {
  readonly event: 'start'
  /** The size of the result, in pixels. */
  readonly width: number
  readonly height: number
  readonly device: Device
  readonly threads: number
  /** Why `auto` became this device, where it could have been another. */
  readonly reason?: string
  /** Accepted steps after which the run ends, of all stages. */
  readonly iterations: number
  /** Coarse to fine; the last one has the size of the result. */
  readonly stages: readonly StageWork[]
}

/** A stage is about to begin. */
export interface StageEvent {
  readonly event: 'stage'
  /** Counts the stages, from 1. */
  readonly stage: number
  /** How many there are. */
  readonly stages: number
  /** The size of its picture, in pixels. */
  readonly width: number
  readonly height: number
  /** Accepted steps after which it ends. */
  readonly iterations: number
  /** How many windows an evaluation goes through; 1 where it takes the picture whole. */
  readonly windows: number
}

/** An optimiser step was accepted. */
export interface StepEvent {
  readonly event: 'step'
  /** Counts accepted steps, from 1, over all stages. */
  readonly iteration: number
  /** Runs of the graph so far, over all stages. */
  readonly evaluations: number
  readonly loss: number
  /** Each weighted term; they add up to the loss. */
  readonly terms: Readonly<Record<TermName, number>>
  /** The time since the run was started, pauses left out. */
  readonly seconds: number
  /**
   * The latest accepted picture at the time of the call, in the size of its stage: this step's, or a later one's where the reader
   * lags behind.
   */
  image(): Promise<Picture>
}

/** The run has ended; `result` holds the picture. */
export interface DoneEvent {
  readonly event: 'done'
  readonly iterations: number
  readonly evaluations: number
  readonly loss: number
  readonly stopped: StopReason
  readonly seconds: number
  readonly features: Features['source']
}

/** What a run tells as it goes, in the order in which it can come. */
export type StylizeEvent =
  | WaitingEvent
  | DownloadEvent
  | FittingEvent
  | FeaturesEvent
  | StartEvent
  | StageEvent
  | StepEvent
  | DoneEvent

/** How a run ended. */
export interface StylizeResult extends Omit<DoneEvent, 'event' | 'features'> {
  /** The best accepted image of the last stage that was begun, in the size of the result; not clamped: writing a picture does that. */
  readonly image: Picture
  readonly terms: Readonly<Record<TermName, number>>
  readonly features: Features
  /** Everything needed to make the picture again. */
  readonly recipe: Recipe
}
