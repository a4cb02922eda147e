import type { Picture } from '../images/picture.js'
import { adam } from '../optimizers/adam.js'
import { lbfgs } from '../optimizers/lbfgs.js'
import { type Minimum, minimize, type Step } from '../optimizers/minimize.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import type { Bounds } from '../regions/bounds.js'
import type { SizedSettings } from '../requests/sizedSettings.js'
import type { LossEvaluation, LossFunction } from '../runtime/lossFunction.js'
import type { Checkpoints } from './checkpoints.js'
import { imageBands } from './imageBands.js'
import type { Pause } from './pause.js'

/** A stage whose loss is set up. */
export interface Descent {
  readonly loss: LossFunction
  readonly start: Picture
  /** Goes on after a step, in place of `start`. */
  readonly from?: Step<LossEvaluation, unknown> | undefined
  /** What the image is kept within; `start` lies there. */
  readonly bounds: Bounds | undefined
  /** Whether the image goes on at its other side. */
  readonly wraps: boolean
  readonly settings: Pick<SizedSettings, 'optimizer' | 'history' | 'learningRate'>
  /** Accepted steps after which it ends. */
  readonly iterations: number
  readonly signal: AbortSignal | undefined
  readonly pause: Pause
  readonly checkpoints: Checkpoints
  /** The run's state after a step, as the parts of a file. */
  readonly stateAfter: (step: Step<LossEvaluation, unknown>) => readonly Uint8Array[]
  readonly onStep: (step: DescentStep) => void
}

/** An accepted step. */
export interface DescentStep extends Pick<Step<LossEvaluation, unknown>, 'iteration' | 'evaluations' | 'evaluation'> {
  /** The latest accepted picture at the time of the call. */
  image(): Picture
}

/** How a descent ended: its best picture, and what went wrong where an evaluation failed after steps had been accepted. */
export interface Descended extends Omit<Minimum<LossEvaluation>, 'x'> {
  readonly image: Picture
  readonly failure?: { readonly cause: unknown }
}

/** Lowers the loss from the start image, telling each step. Throws where the first evaluation fails. */
export async function descend(descent: Descent): Promise<Descended> {
  const { settings, start } = descent
  if (settings.optimizer === 'adam') return descendWith(descent, adam({ learningRate: settings.learningRate }))
  // The loss answers to coarse and fine detail, and to brightness and colour, with curvatures that are orders of magnitude
  // apart. L-BFGS can learn each: bench/convergence.mjs counts what that saves.
  const bands = imageBands(start.width, start.height, { wraps: descent.wraps })
  return descendWith(descent, lbfgs({ history: settings.history, bands }))
}

async function descendWith<Memory>(descent: Descent, optimizer: Optimizer<Memory>): Promise<Descended> {
  const { loss, start, bounds, iterations, signal, pause, checkpoints, onStep } = descent
  const { width, height } = start
  // An optimiser scales directions each by its own measure and so leaves the bounds; the loss is that of what is moved within.
  const shown = (x: Float32Array) => (bounds ? bounds.onto(x) : x)
  const picture = (x: Float32Array): Picture => ({ width, height, pixels: new Float32Array(shown(x)) })
  const objective = async (x: Float32Array) => {
    const evaluation = await loss.lossAndGradient(shown(x), signal)
    bounds?.keepWithin(evaluation.gradient)
    return evaluation
  }
  const descended = ({ x, ...how }: Minimum<LossEvaluation>): Descended => ({ ...how, image: picture(x) })

  // Its memory is that of an optimiser with the same settings, which the checkpoint's owner tells.
  const from = descent.from as Step<LossEvaluation, Memory> | undefined
  let latest = from
  const image = () => picture(latest?.x ?? start.pixels)
  const steps = minimize(objective, from ?? start.pixels, { optimizer, iterations, signal })
  const stand = () => {
    const step = latest
    checkpoints.stand(step && (() => descent.stateAfter(step)))
  }
  try {
    for (;;) {
      stand()
      await pause.over(signal)
      await checkpoints.goOn()
      const next = await steps.next()
      if (next.done) {
        // Its last step's state stays as it is, also where a further step was interrupted.
        stand()
        return descended(next.value)
      }
      latest = next.value
      const { iteration, evaluations, evaluation } = latest
      onStep({ iteration, evaluations, evaluation, image })
    }
  } catch (cause) {
    if (!latest) throw cause
    stand()
    const { iteration, evaluations, best } = latest
    const reached = descended({ ...best, iterations: iteration, evaluations, stopped: 'interrupted' })
    return { ...reached, failure: { cause } }
  }
}
