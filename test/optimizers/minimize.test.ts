import { describe, expect, expectTypeOf, test } from 'vitest'
import { NstOnnxError } from '../../src/errors.js'
import { adam } from '../../src/optimizers/adam.js'
import { lbfgs } from '../../src/optimizers/lbfgs.js'
import { minimize, type Step } from '../../src/optimizers/minimize.js'
import type { Evaluation, Objective } from '../../src/optimizers/objective.js'
import type { Optimizer } from '../../src/optimizers/optimizer.js'
import { pairedRosenbrock, quadratic, rosenbrockStart, runToEnd } from './problems.js'

const start = rosenbrockStart(10)

const optimizers: { name: string; optimizer: Optimizer<unknown> }[] = [
  { name: 'L-BFGS', optimizer: lbfgs({ history: 4 }) },
  { name: 'Adam', optimizer: adam() },
]

/** The objective, except that `interfere` is called with the number of each evaluation, from 1, before it is made. */
function interrupting(inner: Objective, interfere: (evaluation: number) => void): Objective {
  let evaluations = 0
  return async x => {
    interfere(++evaluations)
    return inner(x)
  }
}

describe.each(optimizers)('$name', ({ optimizer }) => {
  test('going on from a clone of any step gives bit-identical results', async () => {
    const clones: Step<Evaluation, unknown>[] = []
    const options = { optimizer, iterations: 25 }
    const whole = await runToEnd(pairedRosenbrock, start, options, step => clones.push(structuredClone(step)))
    for (const clone of clones) {
      const resumed = await runToEnd(pairedRosenbrock, clone, options)
      expect(resumed.minimum).toEqual(whole.minimum)
    }
  })

  test('the image of a step stays as it is until the next step', async () => {
    let shown: Step<Evaluation, unknown> | undefined
    let asYielded: readonly Float32Array[] = []
    const intact = () => {
      if (shown) expect([shown.x, shown.best.x]).toEqual(asYielded)
    }
    await runToEnd(interrupting(pairedRosenbrock, intact), start, { optimizer, iterations: 25 }, step => {
      intact()
      shown = step
      asYielded = [step.x.slice(), step.best.x.slice()]
    })
    expect(asYielded).toHaveLength(2)
  })

  test('an error of the objective passes through; the last step holds the best image and can be resumed', async () => {
    const options = { optimizer, iterations: 25 }
    const whole = await runToEnd(pairedRosenbrock, start, options)
    for (let failing = 3; failing <= 20; failing++) {
      const deviceLost = interrupting(pairedRosenbrock, evaluation => {
        if (evaluation === failing) throw new Error('device lost')
      })
      let last: Step<Evaluation, unknown> | undefined
      const run = runToEnd(deviceLost, start, options, step => {
        last = step
      })
      await expect(run).rejects.toThrow('device lost')
      if (!last) continue // it failed within the first iteration
      expect(last.best.evaluation).toEqual(await pairedRosenbrock(last.best.x))
      const { minimum } = await runToEnd(pairedRosenbrock, last, options)
      expect(minimum.x).toEqual(whole.minimum.x)
    }
  })

  test('points are not clamped to [0, 1]', async () => {
    const { minimum } = await runToEnd(quadratic(2, -2), new Float32Array(10), { optimizer, iterations: 600 })
    for (const value of minimum.x) expect(value).toBeCloseTo(-2, 2)
  })

  test('the start is left as it was, and the iterations asked for include those before a resume', async () => {
    const before = start.slice()
    const first = await runToEnd(pairedRosenbrock, start, { optimizer, iterations: 5 })
    expect(start).toEqual(before)
    expect(first.minimum).toMatchObject({ stopped: 'iterations', iterations: 5 })
    const second = await runToEnd(pairedRosenbrock, first.lastStep!, { optimizer, iterations: 8 }) // it has had 5 steps
    expect(second.losses).toHaveLength(3)
    expect(second.minimum.iterations).toBe(8)
  })

  test('no iterations are asked for: the start is evaluated and returned', async () => {
    const { minimum } = await runToEnd(pairedRosenbrock, start, { optimizer, iterations: 0 })
    expect(minimum).toMatchObject({ x: start, stopped: 'iterations', iterations: 0, evaluations: 1 })
  })

  test.each([
    { loss: Number.NaN },
    { loss: Number.POSITIVE_INFINITY },
    { gradient: new Float32Array(10).fill(Number.NaN) },
  ])('a start with $loss is refused with a remedy', async broken => {
    const f: Objective = async x => ({ ...(await pairedRosenbrock(x)), ...broken })
    const run = runToEnd(f, start, { optimizer, iterations: 5 })
    await expect(run).rejects.toThrow(NstOnnxError)
    await expect(run).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/start.*lower the weights/),
    })
  })
})

test('every call of the objective is counted, rejected trials too', async () => {
  let calls = 0
  const counted = interrupting(pairedRosenbrock, () => calls++)
  const { minimum } = await runToEnd(counted, start, { optimizer: lbfgs(), iterations: 30 }, step => {
    expect(step.evaluations).toBe(calls)
  })
  expect(minimum.evaluations).toBe(calls)
  expect(calls).toBeGreaterThan(31)
})

test('what else the objective reports comes back with the step it belongs to', async () => {
  const withTerms = async (x: Float32Array<ArrayBuffer>) => ({ ...(await pairedRosenbrock(x)), terms: [x[0]!] })
  const steps = minimize(withTerms, start, { optimizer: lbfgs(), iterations: 20 })
  for await (const { x, evaluation } of steps) {
    expectTypeOf(evaluation.terms).toEqualTypeOf<number[]>()
    expect(evaluation.terms).toEqual([x[0]])
  }
})

describe('an abort signal', () => {
  const optimizer = lbfgs()

  test('in the middle of a line search stops the run before the next trial, with the best accepted point', async () => {
    const far = new Float32Array(50)
    const options = { optimizer, iterations: 30 }
    const free = await runToEnd(quadratic(10), far, options)
    expect(free.evaluationsUntil(Number.MAX_VALUE)).toBeGreaterThan(3) // the first iteration takes more than two trials

    const controller = new AbortController()
    const aborting = interrupting(quadratic(10), evaluation => {
      if (evaluation === 3) controller.abort()
    })
    const { minimum, losses } = await runToEnd(aborting, far, { ...options, signal: controller.signal })
    expect(losses).toEqual([])
    expect(minimum).toMatchObject({ stopped: 'interrupted', iterations: 0, evaluations: 3, x: far })
  })

  test('at any evaluation leaves a last step from which the run goes on as if nothing had happened', async () => {
    const whole = await runToEnd(pairedRosenbrock, start, { optimizer, iterations: 30 })
    for (let at = 2; at < whole.minimum.evaluations; at++) {
      const controller = new AbortController()
      const aborting = interrupting(pairedRosenbrock, evaluation => {
        if (evaluation === at) controller.abort()
      })
      const { signal } = controller
      const { minimum, lastStep } = await runToEnd(aborting, start, { optimizer, iterations: 30, signal })
      expect(minimum).toMatchObject({ stopped: 'interrupted', evaluations: at })
      if (!lastStep) continue // interrupted within the first iteration
      expect(minimum.x).toBe(lastStep.x)
      const resumed = await runToEnd(pairedRosenbrock, lastStep, { optimizer, iterations: 30 })
      expect(resumed.minimum.x).toEqual(whole.minimum.x)
    }
  })

  test('may also end the evaluation under way: rejecting with its reason counts as an interruption', async () => {
    const controller = new AbortController()
    const abortable = interrupting(pairedRosenbrock, evaluation => {
      if (evaluation !== 12) return
      controller.abort(new Error('Ctrl-C'))
      controller.signal.throwIfAborted()
    })
    const { signal } = controller
    const { minimum } = await runToEnd(abortable, start, { optimizer, iterations: 30, signal })
    expect(minimum).toMatchObject({ stopped: 'interrupted', evaluations: 12 })
  })

  test('aborted from the outset still gives the start and its loss', async () => {
    const options = { optimizer, iterations: 30, signal: AbortSignal.abort() }
    const { minimum } = await runToEnd(pairedRosenbrock, start, options)
    expect(minimum).toMatchObject({ stopped: 'interrupted', evaluations: 1, x: start })
  })

  test('does not turn an unrelated error into an interruption', async () => {
    const controller = new AbortController()
    const f = interrupting(pairedRosenbrock, evaluation => {
      if (evaluation !== 6) return
      controller.abort()
      throw new Error('device lost')
    })
    const run = runToEnd(f, start, { optimizer, iterations: 30, signal: controller.signal })
    await expect(run).rejects.toThrow('device lost')
  })
})
