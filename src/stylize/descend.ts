import { NstOnnxError } from '../errors.js'
import type { Picture } from '../images/picture.js'
import { adam } from '../optimizers/adam.js'
import { lbfgs } from '../optimizers/lbfgs.js'
import { type Minimum, minimize, type Step } from '../optimizers/minimize.js'
import type { Optimizer } from '../optimizers/optimizer.js'
import type { LossEvaluation, LossFunction } from '../runtime/lossFunction.js'
import type { ColourSpan } from './colourSpan.js'
import type { Features, StylizeEvent, StylizeResult } from './events.js'
import { imageBands } from './imageBands.js'
import type { Pause } from './pause.js'
import type { Recipe } from './recipe.js'
import type { Settings } from './settings.js'

/** An evaluation failed after steps had been accepted; `partial` holds the best picture up to then. */
export class StylizeFailure extends NstOnnxError {
  constructor(
    readonly partial: StylizeResult,
    cause: unknown,
  ) {
    super('run-broke-off', {}, { cause })
  }
}

/** A run whose loss is set up. */
export interface Descent {
  readonly loss: LossFunction
  readonly start: Picture
  /** What the image's colours are kept within; `start` lies there. */
  readonly colours: ColourSpan | undefined
  /** The content's, carried to the result. */
  readonly alpha: Picture['alpha']
  readonly settings: Settings
  readonly signal: AbortSignal | undefined
  readonly pause: Pause
  readonly emit: (event: StylizeEvent) => void
  /** When the run began, on the clock of performance.now(). */
  readonly started: number
  readonly features: Features
  readonly recipe: Omit<Recipe, 'result'>
}

/** Lowers the loss from the start image, telling each step, and returns the best image. Throws StylizeFailure. */
export async function descend(descent: Descent): Promise<StylizeResult> {
  const { settings, start } = descent
  if (settings.optimizer === 'adam') return descendWith(descent, adam({ learningRate: settings.learningRate }))
  // The loss answers to coarse and fine detail, and to brightness and colour, with curvatures that are orders of magnitude
  // apart. L-BFGS can learn each: bench/convergence.mjs counts what that saves.
  const bands = imageBands(start.width, start.height)
  return descendWith(descent, lbfgs({ history: settings.history, bands }))
}

async function descendWith<Memory>(descent: Descent, optimizer: Optimizer<Memory>): Promise<StylizeResult> {
  const { loss, start, colours, alpha, settings, signal, pause, emit } = descent
  const { width, height } = start
  const picture = (x: Float32Array): Picture => ({
    width,
    height,
    pixels: new Float32Array(shown(x)),
    ...(alpha && { alpha }),
  })
  const seconds = () => (performance.now() - descent.started - pause.milliseconds) / 1000

  const resultOf = ({ x, evaluation, ...how }: Minimum<LossEvaluation>): StylizeResult => {
    const outcome = { ...how, loss: evaluation.loss }
    return {
      ...outcome,
      seconds: seconds(),
      terms: evaluation.terms,
      features: descent.features,
      image: picture(x),
      recipe: { ...descent.recipe, result: { width, height, ...outcome, terms: evaluation.terms } },
    }
  }

  // An optimiser scales directions each by its own measure and so leaves the span; the loss is that of the nearest colours in it.
  const shown = (x: Float32Array) => (colours ? colours.onto(x) : x)
  const objective = async (x: Float32Array) => {
    const evaluation = await loss.lossAndGradient(shown(x))
    colours?.keepWithin(evaluation.gradient)
    return evaluation
  }

  let latest: Step<LossEvaluation, Memory> | undefined
  const image = async () => picture(latest?.x ?? start.pixels)
  const steps = minimize(objective, start.pixels, { optimizer, iterations: settings.iterations, signal })
  try {
    for (;;) {
      await pause.over(signal)
      const next = await steps.next()
      if (next.done) {
        const result = resultOf(next.value)
        const { iterations, evaluations, stopped } = result
        const features = descent.features.source
        emit({ event: 'done', iterations, evaluations, loss: result.loss, stopped, seconds: result.seconds, features })
        return result
      }
      latest = next.value
      const { iteration, evaluations, evaluation } = latest
      emit({
        event: 'step',
        iteration,
        evaluations,
        loss: evaluation.loss,
        terms: evaluation.terms,
        seconds: seconds(),
        image,
      })
    }
  } catch (cause) {
    if (!latest) throw cause
    const { iteration, evaluations, best } = latest
    const partial = resultOf({ ...best, iterations: iteration, evaluations, stopped: 'interrupted' })
    throw new StylizeFailure(partial, cause)
  }
}
