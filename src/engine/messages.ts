import type { LossTerm } from '../graphs/terms/lossTerm.js'
import type { EncodeOptions } from '../images/encodeOptions.js'
import type { Picture } from '../images/picture.js'
import type { Limits } from '../requests/limits.js'
import type { CheckedRequest } from '../requests/request.js'
import type { ChosenDevice, Device } from '../runtime/devices.js'
import type { Tensors } from '../runtime/sessionHost.js'
import type { Estimate } from '../stylize/estimateRun.js'
import type { StepEvent, StylizeEvent, StylizeResult } from '../stylize/events.js'
import type { PlannedRun } from '../stylize/plan.js'
import type { EngineManner } from '../stylize/platform.js'
import type { RunPictures } from '../stylize/runPictures.js'
import type { CarriedError } from './carriedError.js'

/** A request as it crosses threads: its signal becomes messages. */
export type CarriedRequest<Input> = CheckedRequest<Input> & { readonly signal?: never }

/** What an engine can be called to do: what each call asks and answers. */
export interface Calls<Input> {
  /** `plan` names what `plan` answered, here and below; what it kept is used, or made anew where it is no longer there. */
  run: { asked: { request: CarriedRequest<Input>; plan: string | undefined }; answer: StylizeResult }
  /** Everything about a run but its result. */
  plan: { asked: CarriedRequest<Input>; answer: PlannedRun }
  /** Sets up the first stage of a run whose plan is kept. */
  ready: { asked: string; answer: undefined }
  estimate: { asked: CarriedRequest<Input>; answer: Estimate }
  /** A run's inputs as it uses them. */
  pictures: { asked: { request: CarriedRequest<Input>; plan: string | undefined }; answer: RunPictures }
  /** What terms read off any picture, by the network that a request uses. */
  read: {
    asked: {
      request: CarriedRequest<Input>
      plan: PlannedRun | undefined
      terms: readonly LossTerm[]
      picture: Picture
    }
    answer: Tensors
  }
}

export type CallName = keyof Calls<unknown>

/** How a look at a running picture is wanted. */
export interface PreviewOptions extends Pick<EncodeOptions, 'format' | 'quality' | 'recipe'> {
  /** Long side in pixels; the run's own size by default, and never more. */
  readonly size?: number | undefined
}

/** What an engine is started with. */
export interface EngineSettings extends EngineManner {
  /** What all its runs use. */
  readonly device: Device | 'auto'
  /** CPU threads that a run may have at most; all that the process may use by default. */
  readonly threads?: number | undefined
  /** The device, where the caller has chosen it already. */
  readonly chosen?: ChosenDevice
  /** What pictures may be at most. */
  readonly limits?: Limits | undefined
  /** Where a page has VGG-19's shards: absolute. */
  readonly weightsUrl?: string | undefined
}

interface CallMessage<Input, Name extends CallName> {
  readonly kind: 'call'
  readonly id: number
  readonly name: Name
  readonly asked: Calls<Input>[Name]['asked']
  /** Bytes that the process could have in all; undefined where nobody knows. */
  readonly usable: number | undefined
}

/** What a caller tells an engine. `id` numbers its calls, from 1. */
export type ToEngine<Input> =
  /** Comes first; has no answer. */
  | { readonly kind: 'open'; readonly settings: EngineSettings }
  | { [Name in CallName]: CallMessage<Input, Name> }[CallName]
  /** What a call has said that it needs can be had. */
  | { readonly kind: 'granted'; readonly run: number }
  /** Frees what is kept between calls; comes while no call has been granted memory. */
  | { readonly kind: 'release'; readonly id: number }
  | { readonly kind: 'abort' | 'pause' | 'resume'; readonly run: number }
  /** Asks for the latest picture of a run. */
  | { readonly kind: 'look'; readonly id: number; readonly run: number }
  /** Asks to read a run's state: the answer is how many pieces it has, or nothing. The run waits until it has been read. */
  | { readonly kind: 'checkpoint'; readonly id: number; readonly run: number }
  /** Asks for a copy of a piece of a state, which was opened by the question of that number. */
  | { readonly kind: 'piece'; readonly id: number; readonly of: number; readonly at: number }
  /** A state has been read. */
  | { readonly kind: 'read'; readonly of: number }
  /** Asks for a file of a picture: of the latest one of a run, or of one that is given. */
  | { readonly kind: 'preview'; readonly id: number; readonly of: number | Picture; readonly preview: PreviewOptions }
  /** Frees everything and ends the engine, after the calls before it; has no answer. */
  | { readonly kind: 'close' }

/** What a run tells across threads: its pictures are asked for, but for the first where that is small. */
export type CarriedEvent = Exclude<StylizeEvent, StepEvent> | CarriedStep

export interface CarriedStep extends Omit<StepEvent, 'image'> {
  /** What has been asked for is answered between two evaluations: the first picture would come one of them later. */
  readonly picture?: Picture
}

/** What an engine tells its caller, under the call's number. */
export type FromEngine =
  | { readonly kind: 'event'; readonly id: number; readonly event: CarriedEvent }
  /** Before it takes any memory, a call says how much the whole process would have, and waits for `granted`. */
  | { readonly kind: 'need'; readonly id: number; readonly bytes: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: CarriedError }
