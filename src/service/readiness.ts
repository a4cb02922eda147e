import type { Engine } from '../engine/engine.js'
import { NstOnnxError } from '../errors.js'
import { encodePicture } from '../node/pictures/encodePicture.js'
import type { PictureInput } from '../node/pictures/pictureInput.js'

/** Seconds before what failed is tried again. */
const RETRY_SECONDS = 15
const SIDE = 32

/** Whether runs work here, found out by one: a picture of a few pixels gets the weights, tries the device and warms both up. */
export class Readiness {
  readonly #engine: Pick<Engine<PictureInput>, 'run'>
  #features: string | undefined
  #trouble: NstOnnxError | undefined = new NstOnnxError('service-starting', {})
  #onReady = () => {}
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(engine: Pick<Engine<PictureInput>, 'run'>) {
    this.#engine = engine
  }

  /** What keeps runs from working; undefined where nothing does. */
  get trouble(): NstOnnxError | undefined {
    return this.#trouble
  }

  /** Where the features come from, once they are known. */
  get features(): string | undefined {
    return this.#features
  }

  /** Tries, and goes on trying where that fails. Never rejects. */
  async try(onTrouble: (error: unknown) => void): Promise<void> {
    try {
      const pixels = Float32Array.from({ length: 3 * SIDE * SIDE }, (_, index) => (index % 7) / 7)
      const bytes = await encodePicture({ width: SIDE, height: SIDE, pixels }, { format: 'png' })
      const { features } = await this.#engine.run({ content: bytes, style: bytes, size: SIDE, iterations: 1 }).result
      this.#features = features.source
      this.#trouble = undefined
      this.#onReady()
    } catch (error) {
      this.#trouble = error instanceof NstOnnxError ? error : new NstOnnxError('run-broke-off', {}, { cause: error })
      onTrouble(error)
      this.#retry = setTimeout(() => this.try(onTrouble), 1000 * RETRY_SECONDS)
      this.#retry.unref()
    }
  }

  /** Resolves once a run has worked. */
  async tryUntilReady(onTrouble: (error: unknown) => void): Promise<void> {
    const ready = new Promise<void>(resolve => {
      this.#onReady = resolve
    })
    this.try(onTrouble)
    return ready
  }

  stop(): void {
    clearTimeout(this.#retry)
  }
}
