import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Engine } from '../engine/engine.js'
import type { StylizeRun } from '../engine/engineRun.js'
import { type ErrorJson, NstOnnxError } from '../errors.js'
import { StateKeeper } from '../jobs/stateKeeper.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'
import { encodingOf } from '../recipes/saveOptions.js'
import type { StylizeEvent, StylizeResult } from '../stylize/events.js'
import { StylizeFailure } from '../stylize/stylizeFailure.js'
import type { BlobStore } from './blobStore.js'
import { CHECKPOINT, type JobRecord, type PictureFacts, type Progress, resultBlob } from './jobRecord.js'
import { loadRequest } from './loadRequest.js'
import { ProgressOf } from './progressOf.js'

/** Why a job is ended from outside. Drained ones go on later, and those that another worker has by now go on there. */
export type EndReason = 'cancelled' | 'deadline' | 'drained' | 'lost'

/** Reasons after which a job goes on elsewhere, or later. */
const LEFT_OPEN: readonly unknown[] = ['drained', 'lost'] satisfies EndReason[]

/** How painting a job ended, for its record. */
export type Ending =
  | { readonly state: 'succeeded'; readonly picture: PictureFacts }
  | { readonly state: 'failed'; readonly error: ErrorJson; readonly picture?: PictureFacts | undefined }
  | { readonly state: 'cancelled'; readonly picture?: PictureFacts | undefined }
  | { readonly state: 'queued' }

/** What is told of a job as it is painted. */
export interface PaintWatch {
  /** Called with the run, for whoever looks at its picture. */
  onRun(run: StylizeRun): void
  /** Steps are told a few times a second. */
  onEvent(event: { readonly event: string }, progress: Progress): void
  /** The state of the run has been kept: it will not be made anew from its beginning. */
  onKept(): void
  /** Something could not be kept; the run goes on, or waits until it can. */
  onTrouble(error: unknown): void
}

/** What a job is painted with. */
export interface PaintPlace {
  readonly engine: Pick<Engine<PictureInput>, 'run'>
  readonly blobs: BlobStore
  /** Seconds between checkpoints; by default as often as pays, and in long runs only. */
  readonly checkpointEvery?: number | undefined
  /** Seconds of painting after which a job is ended. */
  readonly deadline: number
}

/** How a write waits for room: until whoever ends the job does. */
interface RoomWait {
  readonly signal: AbortSignal
  onTrouble(error: unknown): void
}

/** A picture that is made is written as soon as there is room. */
const ROOM_WAIT_MS = 1000
/** Shorter pauses between told steps serve nobody. */
const TOLD_EVERY_MS = 100

/**
 * Paints a job, from its checkpoint if it has one, and keeps its picture. Never rejects for what is wrong with the job.
 *
 * @param signal ends it; its reason is an `EndReason`
 */
export async function paintJob(
  record: JobRecord,
  { engine, blobs, checkpointEvery, deadline }: PaintPlace,
  signal: AbortSignal,
  watch: PaintWatch,
): Promise<Ending> {
  const stop = new AbortController()
  const keeper = new StateKeeper({
    every: checkpointEvery,
    async write(pieces) {
      await blobs.write(record.folder, CHECKPOINT, pieces)
      watch.onKept()
    },
    onFailure(error) {
      watch.onTrouble(error)
      return true
    },
  })
  const room: RoomWait = { signal: stop.signal, onTrouble: watch.onTrouble }
  let run: StylizeRun | undefined
  const onAbort = () => {
    if (signal.reason === 'drained') keeper.keep()
    stop.abort(signal.reason)
  }
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  let late: ReturnType<typeof setTimeout> | undefined
  const ended = async (picture?: PictureFacts): Promise<Ending> => {
    switch (stop.signal.reason as EndReason | undefined) {
      case 'drained':
        await keeper.settled()
        return { state: 'queued' }
      case 'lost':
        return { state: 'queued' }
      case 'cancelled':
        return { state: 'cancelled', picture }
      default: {
        const error = new NstOnnxError('job-deadline', { name: record.id, limit: deadline })
        return { state: 'failed', error: error.toJSON(), picture }
      }
    }
  }
  try {
    const request = await loadRequest(blobs, record)
    run = engine.run({ ...request, signal: stop.signal })
    keeper.begin(run)
    watch.onRun(run)
    const progress = new ProgressOf()
    let isBlamed = record.crashes > 0
    let told = Number.NEGATIVE_INFINITY
    for await (const event of run) {
      // Not before: the engine may be at something else.
      late ??= setTimeout(() => stop.abort('deadline' satisfies EndReason), 1000 * deadline)
      const now = performance.now()
      const reached = progress.after(event)
      if (event.event === 'step') {
        // Where its process died before, it is known from the first step on that it gets further.
        if (isBlamed) keeper.keep()
        isBlamed = false
        keeper.stepped(event.seconds, reached.secondsLeft)
        if (now - told < TOLD_EVERY_MS) continue
        told = now
      }
      watch.onEvent(forClients(event), reached)
    }
    const result = await run.result
    if (LEFT_OPEN.includes(stop.signal.reason) && result.stopped === 'interrupted') return await ended()
    const picture = await keepPicture(record, result, run, blobs, room)
    await keeper.settled()
    return stop.signal.aborted && result.stopped === 'interrupted'
      ? await ended(picture)
      : { state: 'succeeded', picture }
  } catch (error) {
    if (error === stop.signal.reason) return ended()
    if (isOtherCheckpoint(error)) {
      await blobs.remove(record.folder, CHECKPOINT)
      return paintJob(record, { engine, blobs, checkpointEvery, deadline }, signal, watch)
    }
    const partial = error instanceof StylizeFailure ? error.partial : undefined
    const picture = partial && run && (await keepPicture(record, partial, run, blobs, room).catch(() => undefined))
    return { state: 'failed', error: asJson(error), picture }
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', onAbort)
  }
}

/** An event without where the weights lie, which is this machine's affair. */
function forClients(event: StylizeEvent): { readonly event: string } {
  if (event.event !== 'features') return event
  const { origin: _origin, fallback: _fallback, ...others } = event
  return others
}

/** Another version of this package begins anew what it cannot go on with. */
const isOtherCheckpoint = (error: unknown): boolean =>
  error instanceof NstOnnxError && (error.code === 'checkpoint-other' || error.code === 'checkpoint-damaged')

/** Any error as data. What is no NstOnnxError is a defect, and says so without its stack. */
function asJson(error: unknown): ErrorJson {
  if (error instanceof NstOnnxError) return error.toJSON()
  return new NstOnnxError('run-broke-off', {}, { cause: error }).toJSON()
}

const isFull = (error: unknown): boolean =>
  error instanceof NstOnnxError && (error.code === 'disk-full' || error.code === 'store-full')

/** Writes once there is room. Throws what else goes wrong; that there is no room only where the job is ended from outside. */
async function withRoom<Written>({ signal, onTrouble }: RoomWait, write: () => Promise<Written>): Promise<Written> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isFull(error) || signal.aborted) throw error
      onTrouble(error)
      await pause(ROOM_WAIT_MS, undefined, { signal }).catch(() => {})
    }
  }
}

async function keepPicture(
  { folder }: JobRecord,
  result: StylizeResult,
  run: StylizeRun,
  blobs: BlobStore,
  room: RoomWait,
): Promise<PictureFacts> {
  const { image, terms: _terms, recipe, features, ...facts } = result
  // Encoded where the run was: this thread answers requests.
  const bytes = await run.preview(encodingOf('png', { recipe }))
  if (!bytes) throw new Error('a run that has ended has a picture')
  const picture = {
    ...facts,
    features: features.source,
    width: image.width,
    height: image.height,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  await withRoom(room, () => blobs.write(folder, resultBlob(picture, 'png'), [bytes]))
  return picture
}
