import type { ErrorJson } from '../errors.js'
import type { Size } from '../images/fitPicture.js'
import type { DoneEvent } from '../stylize/events.js'
import type { CheckedRequest } from '../stylize/request.js'

/** How far a job has come. All but the first two are final. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** A picture of a request that lies in the job's folder. */
export interface StoredPicture {
  readonly blob: string
  /** What the client called it, for messages and the recipe. */
  readonly name?: string | undefined
  /** Tells it from other pictures: the hash of its bytes, or its address. */
  readonly identity: string
}

/** A checked request as JSON. */
export type StoredRequest = Omit<CheckedRequest<StoredPicture>, 'signal' | 'resumeFrom'>

/** What is known of a job's picture. */
export interface PictureFacts extends Size, Omit<DoneEvent, 'event'> {
  /** Length of the PNG. */
  readonly bytes: number
  /** The hash of the PNG. */
  readonly sha256: string
}

/** How far a run had come when it last told. */
export interface Progress {
  readonly phase: string
  readonly iteration: number
  readonly iterations?: number | undefined
  readonly evaluations: number
  readonly loss?: number | undefined
  readonly seconds: number
  readonly secondsLeft?: number | undefined
}

/** All that is kept of a job beside its blobs: plain data. Times are ISO 8601. */
export interface JobRecord {
  readonly id: string
  /** Whose it is: a hash of the token, or of nothing. */
  readonly owner: string
  /** Where its blobs lie. */
  readonly folder: string
  /** The hash of what was asked for. */
  readonly digest: string
  readonly request: StoredRequest
  readonly created: string
  readonly state: JobState
  readonly started?: string
  readonly ended?: string
  /** How often its process died while it ran. */
  readonly crashes: number
  readonly progress?: Progress
  readonly picture?: PictureFacts | undefined
  readonly error?: ErrorJson
}

/** Whether nothing happens to the job any more. */
export const isEnded = ({ state }: Pick<JobRecord, 'state'>): boolean => state !== 'queued' && state !== 'running'

/** What a job is known by inside the service: an id is unique within its owner only. */
export const keyOf = ({ owner, id }: Pick<JobRecord, 'owner' | 'id'>): string => `${owner}.${id}`

/** The blob that holds a job's picture. */
export const RESULT = 'result.png'
/** The blob that holds the state of a run that has not ended. */
export const CHECKPOINT = 'checkpoint'
