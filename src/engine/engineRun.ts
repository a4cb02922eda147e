import { joined } from '../images/joined.js'
import type { Picture } from '../images/picture.js'
import { EventQueue } from '../stylize/eventQueue.js'
import type { StepEvent, StylizeEvent, StylizeResult } from '../stylize/events.js'
import type { EngineLine } from './engineLine.js'
import type { CarriedEvent, CarriedStep, PreviewOptions } from './messages.js'
import { type Encoder, previewOf } from './previewOf.js'
import type { Turn } from './turns.js'

/** A run on its way. Iterating reads its events, once; the run neither waits for the reader nor needs one. */
export interface StylizeRun extends AsyncIterable<StylizeEvent> {
  /**
   * How it ended. Rejects with an NstOnnxError: `usage`, `input`, `weights`, `device`, or `failed`; a `StylizeFailure` if
   * there is a picture in spite of it. Rejects with the signal's reason if that came before there was a picture.
   */
  readonly result: Promise<StylizeResult>
  /** How many runs and other calls of its engine come before it: 0 once it goes on, and when it has ended. */
  readonly position: number
  /** The latest event; none before the first. For those who look now and then, beside whoever reads them all. */
  readonly latest: StylizeEvent | undefined
  /** Holds the run before its next step; an evaluation that is going on is finished. Held time counts for nothing. */
  pause(): void
  /** Lets it go on, with the very result that it would have had. */
  resume(): void
  /**
   * Makes a picture file of the latest accepted picture, in the run's own thread while there is one; resolves with nothing while
   * there is no picture. Throws as encoding does.
   */
  preview(options: PreviewOptions): Promise<Uint8Array<ArrayBuffer> | undefined>
  /**
   * Copies the run's state after its latest step, for `resumeFrom` of the same request to go on with, in another process too; resolves
   * once the step that is going on has ended, and with nothing where the run has ended by then or was not begun.
   */
  checkpoint(): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Opens the same bytes, to be read in pieces: large pictures have states of gigabytes. The run waits until they have been read. */
  openCheckpoint(): Promise<CheckpointReader | undefined>
}

/** A checkpoint that is read in pieces. */
export interface CheckpointReader {
  /** Its bytes, in order; to be read once. */
  readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>>
  /** Lets the run go on, whether all has been read or not. */
  close(): void
}

/** A run from the caller's side: its events, its brake, and its pictures. */
export class EngineRun<Input> {
  readonly #events = new EventQueue<StylizeEvent>()
  readonly #nextId: () => number
  readonly #encoder: Encoder
  #call: { readonly line: EngineLine<Input>; readonly id: number } | undefined
  #isHeld = false
  #turn: Turn | undefined
  #latest: StylizeEvent | undefined
  #ended: Picture | undefined

  /** @param nextId numbers what is asked of the worker */
  constructor(nextId: () => number, encoder: Encoder) {
    this.#nextId = nextId
    this.#encoder = encoder
  }

  /** The run waits for that turn. */
  wait(turn: Turn): void {
    this.#turn = turn
  }

  /** The run is carried out there, under that number. */
  begin(line: EngineLine<Input>, id: number): void {
    this.#call = { line, id }
    if (this.#isHeld) line.tell({ kind: 'pause', run: id })
  }

  told(event: CarriedEvent): void {
    this.#latest = event.event === 'step' ? this.#step(event) : event
    this.#events.push(this.#latest)
  }

  #step({ picture, ...told }: CarriedStep): StepEvent {
    const step: StepEvent = {
      ...told,
      image: async () => (this.#latest === step && !this.#ended && picture) || this.#image(),
    }
    return step
  }

  /** The run from its user's side, which ends as `result` does. */
  endingWith(result: Promise<StylizeResult>): StylizeRun {
    result.then(
      ({ image }) => {
        this.#ended = image
        this.#events.end()
      },
      error => this.#events.end(error),
    )
    const position = () => this.#turn?.position ?? 0
    const latest = () => this.#latest
    return {
      result,
      get position() {
        return position()
      },
      get latest() {
        return latest()
      },
      pause: () => this.#hold(true),
      resume: () => this.#hold(false),
      preview: options => this.#preview(options),
      checkpoint: () => this.#checkpoint(),
      openCheckpoint: () => this.#openCheckpoint(),
      [Symbol.asyncIterator]: () => this.#events[Symbol.asyncIterator](),
    }
  }

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (this.#call) this.#call.line.tell({ kind: isHeld ? 'pause' : 'resume', run: this.#call.id })
  }

  async #image(): Promise<Picture> {
    const call = this.#call
    if (this.#ended) return this.#ended
    if (!call) throw new Error('a run that has told a step has been called')
    const looked = await call.line.ask({ kind: 'look', id: this.#nextId(), run: call.id }).catch(error => {
      if (!this.#ended) throw error
    })
    // The answer is a picture, or nothing where the run has ended meanwhile.
    const picture = (looked as Picture | undefined) ?? this.#ended
    if (!picture) throw new Error('the run has failed; what it had reached is in its error')
    return picture
  }

  async #checkpoint(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const reader = await this.#openCheckpoint()
    if (!reader) return undefined
    const pieces: Uint8Array[] = []
    try {
      for await (const piece of reader.pieces) pieces.push(piece)
    } finally {
      reader.close()
    }
    return joined(pieces)
  }

  async #openCheckpoint(): Promise<CheckpointReader | undefined> {
    if (!this.#call || this.#ended) return undefined
    const { line, id } = this.#call
    const of = this.#nextId()
    // What the worker answers to these questions.
    const count = (await line.ask({ kind: 'checkpoint', id: of, run: id })) as number | undefined
    if (count === undefined) return undefined
    return { pieces: this.#pieces(line, of, count), close: () => line.tell({ kind: 'read', of }) }
  }

  async *#pieces(line: EngineLine<Input>, of: number, count: number) {
    for (let at = 0; at < count; at++)
      yield (await line.ask({ kind: 'piece', id: this.#nextId(), of, at })) as Uint8Array<ArrayBuffer>
  }

  async #preview(preview: PreviewOptions): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const call = this.#call
    if (!call) return undefined
    if (this.#ended && call.line.isLost) return previewOf(this.#ended, preview, this.#encoder)
    const bytes = await call.line.ask({ kind: 'preview', id: this.#nextId(), of: this.#ended ?? call.id, preview })
    return bytes as Uint8Array<ArrayBuffer> | undefined // what the worker answers to a preview
  }
}
