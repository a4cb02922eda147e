import type { ErrorJson } from '../errors.js'
import type { Size } from '../images/fitPicture.js'
import type { OutputFormat } from '../images/outputFormat.js'
import type { CheckedRequest } from '../requests/request.js'
import type { DoneEvent } from '../stylize/events.js'

/** How far a job has come. All but the first two are final. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** A picture of a request that lies in the job's folder. */
export interface StoredPicture {
  readonly blob: string
  /** What the client called it, for messages and the recipe. */
  readonly name?: string | undefined
  /** Tells it from other pictures: the hash of its bytes, or its address. */
  readonly identity: string
  /** Its own size, in pixels. */
  readonly width: number
  readonly height: number
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
  /** Jobs of a lower one come first: 0 to 7, by `Priority` (RFC 9218). */
  readonly urgency: number
  readonly created: string
  readonly state: JobState
  readonly started?: string
  readonly ended?: string
  /** How often its process died while it ran, since it last got further. */
  readonly crashes: number
  readonly progress?: Progress
  readonly picture?: PictureFacts | undefined
  readonly error?: ErrorJson
}

/** Whether nothing happens to the job any more. */
export const isEnded = ({ state }: Pick<JobRecord, 'state'>): boolean => state !== 'queued' && state !== 'running'

/** A job whose process died so often, without getting further in between, is not tried again. */
export const MOST_CRASHES = 3

/** What a job is known by inside the service: an id is unique within its owner only. */
export const keyOf = ({ owner, id }: Pick<JobRecord, 'owner' | 'id'>): string => `${owner}.${id}`

/** The blob that holds the state of a run that has not ended. */
export const CHECKPOINT = 'checkpoint'

/**
 * The blob that holds a job's picture in a format. It is named after its bytes: a process that was taken for dead and ends a job a
 * second time can replace nothing.
 */
export const resultBlob = ({ sha256 }: Pick<PictureFacts, 'sha256'>, format: OutputFormat): string =>
  `result.${sha256.slice(0, 16)}.${format}`

/** Whether a blob is the picture of a job, for which there is room from its beginning; other formats are made of it. */
export const isResult = (blob: string): boolean => /^result\..*\.png$/.test(blob)

/** Names of the blobs that nobody reads any more once a job has ended: the pictures that went in, and the state of the run. */
export function sourceBlobs({ request }: Pick<JobRecord, 'request'>): string[] {
  const { content, contentMask, styles = [], init } = request
  const pictures = [content, contentMask, init, ...styles.flatMap(({ picture, mask }) => [picture, mask])].filter(
    picture => typeof picture === 'object',
  )
  return [CHECKPOINT, ...pictures.map(({ blob }) => blob)]
}
