import { describe, expect, test } from 'vitest'
import type { CurvatureBands } from '../../src/optimizers/curvatureBands.js'
import { lbfgs } from '../../src/optimizers/lbfgs.js'
import type { Objective } from '../../src/optimizers/objective.js'
import {
  chainedRosenbrock,
  objective,
  pairedRosenbrock,
  quadratic,
  rosenbrockStart,
  runToEnd,
  scaled,
  weightedAbsolutes,
  withLoss,
} from './problems.js'

const descend = (f: Objective, start: Float32Array, iterations = 5000, history = 10) =>
  runToEnd(f, start, { optimizer: lbfgs({ history }), iterations })

function expectNeverToRise(losses: readonly number[]) {
  losses.slice(1).forEach((loss, i) => {
    expect(loss).toBeLessThan(losses[i]!) // i + 1 < losses.length
  })
}

test('a well-conditioned quadratic takes hardly more evaluations than iterations', async () => {
  const { minimum, evaluationsUntil, losses } = await descend(quadratic(10), new Float32Array(50))
  for (const value of minimum.x) expect(value).toBeCloseTo(3, 5)
  expect(evaluationsUntil(1e-6)).toBeLessThanOrEqual(22)
  expectNeverToRise(losses)
})

// For comparison, conjugate gradients are known to take at most ½ √condition · ln(2 / √1e-8) iterations, 495 and 4,952, in
// exact arithmetic and with the exact minimum along every line.
test.each([
  { condition: 1e4, atMost: 340 },
  { condition: 1e6, atMost: 2000 },
])('an ill-conditioned quadratic ($condition) falls to 1e-8 of its start in $atMost evaluations', async problem => {
  const { condition, atMost } = problem
  const f = quadratic(condition)
  const start = new Float32Array(50)
  const { loss } = await f(start)
  const { evaluationsUntil, losses } = await descend(f, start)
  expect(evaluationsUntil(1e-8 * loss)).toBeLessThanOrEqual(atMost)
  expectNeverToRise(losses)
})

test('with a history of every step, a quadratic of 20 unknowns takes about twice 20 iterations', async () => {
  const { evaluationsUntil } = await descend(quadratic(100), new Float32Array(20), 500, 40)
  expect(evaluationsUntil(1e-6)).toBeLessThanOrEqual(40)
})

test.each([
  2, 1000,
])("Rosenbrock's function of %i unknowns falls to its known minimum in under 50 evaluations", async n => {
  const { minimum, losses } = await descend(pairedRosenbrock, rosenbrockStart(n))
  expect(minimum.stopped).toBe('converged')
  for (const value of minimum.x) expect(value).toBeCloseTo(1, 5)
  expect(minimum.evaluations).toBeLessThanOrEqual(50)
  expectNeverToRise(losses)
})

test('the chained Rosenbrock function from near its minimum takes about one evaluation an iteration', async () => {
  const { minimum } = await descend(chainedRosenbrock, Float32Array.of(1.3, 0.7, 0.8, 1.9, 1.2), 500, 40)
  for (const value of minimum.x) expect(value).toBeCloseTo(1, 5)
  expect(minimum.evaluations).toBeLessThanOrEqual(33)
  expect(minimum.evaluations - minimum.iterations).toBeLessThanOrEqual(4)
})

test.each([1e-9, 1e9])('multiplying the loss by %f changes next to nothing', async factor => {
  const { minimum } = await descend(scaled(pairedRosenbrock, factor), rosenbrockStart(1000))
  expect(minimum.stopped).toBe('converged')
  for (const value of minimum.x) expect(value).toBeCloseTo(1, 5)
  expect(minimum.evaluations).toBeLessThanOrEqual(50)
})

test.each([1e-4, 1e4])('so does measuring the unknowns in units of %f, but for finding the first step', async unit => {
  const inOtherUnits: Objective = async x => {
    const { loss, gradient } = await pairedRosenbrock(x.map(value => value / unit))
    return { loss, gradient: gradient.map(value => value / unit) }
  }
  const start = rosenbrockStart(2).map(value => value * unit)
  const { minimum, evaluationsUntil } = await descend(inOtherUnits, start)
  for (const value of minimum.x) expect(value / unit).toBeCloseTo(1, 5)
  expect(evaluationsUntil(1e-8)).toBeLessThanOrEqual(58)
})

test('the very first trial changes x by 0.015, root mean square', async () => {
  const trials: Float32Array[] = []
  const f: Objective = x => {
    trials.push(x.slice())
    return quadratic(100)(x)
  }
  await descend(f, new Float32Array(50), 1)
  const meanSquare = trials[1]!.reduce((sum, change) => sum + change ** 2 / 50, 0) // a run of one iteration has two
  expect(Math.sqrt(meanSquare)).toBeCloseTo(0.015, 6)
})

test('a sum of weighted absolutes falls to a fortieth of its start, and never rises', async () => {
  const start = Float32Array.from({ length: 20 }, (_, i) => 0.3 + ((i * 7) % 20) / 20)
  const { minimum, losses } = await descend(weightedAbsolutes, start, 500)
  const { loss } = await weightedAbsolutes(start)
  expect(minimum.evaluation.loss).toBeLessThan(loss / 40)
  expectNeverToRise(losses)
})

test('steps into a wall of NaN are shortened, and the minimum before it is found', async () => {
  const belowZeroIsNaN = objective((x, gradient) =>
    x.reduce((loss, value, i) => {
      gradient[i] = 1 - 1 / value
      return loss + value - Math.log(value)
    }, 0),
  )
  let walls = 0
  const counted: Objective = async x => {
    const evaluation = await belowZeroIsNaN(x)
    if (Number.isNaN(evaluation.loss)) walls++
    return evaluation
  }
  const start = Float32Array.from({ length: 30 }, (_, i) => 0.12 + i / 5)
  const { minimum, losses, evaluationsUntil } = await descend(counted, start, 200)
  for (const value of minimum.x) expect(value).toBeCloseTo(1, 3)
  expect(walls).toBeGreaterThan(0)
  expect(evaluationsUntil(30.001)).toBeLessThanOrEqual(21)
  expectNeverToRise(losses)
})

test('a float32 loss with noise in its last bits never rises, and the noise ends the run', async () => {
  const noisy: Objective = async x => {
    const { loss, gradient } = await quadratic(1000)(x)
    const noise = 1e-7 * Math.sin(1e6 * gradient[0]!)
    return { loss: Math.fround((1000 + loss) * (1 + noise)), gradient }
  }
  const { minimum, losses } = await descend(noisy, new Float32Array(50))
  expectNeverToRise(losses)
  expect(['converged', 'stalled']).toContain(minimum.stopped)
  expect(minimum.evaluation.loss).toBeLessThan(1000.01)
  expect(minimum.evaluations).toBeLessThanOrEqual(140)
})

test('a gradient with the wrong sign stalls the run at its start', async () => {
  const { minimum } = await descend(scaledGradient(quadratic(10), -1), new Float32Array(50))
  expect(minimum).toMatchObject({ stopped: 'stalled', iterations: 0 })
  expect(minimum.x).toEqual(new Float32Array(50))
  expect(minimum.evaluations).toBeLessThanOrEqual(8)
})

test('when a line search fails, the history is dropped and the run goes on from there', async () => {
  let evaluations = 0
  const failingForAWhile: Objective = async x => {
    evaluations++
    return evaluations > 15 && evaluations <= 35 ? { loss: Number.NaN, gradient: x.slice() } : quadratic(100)(x)
  }
  const pairs: number[] = []
  const options = { optimizer: lbfgs(), iterations: 200 }
  const { minimum } = await runToEnd(failingForAWhile, new Float32Array(50), options, ({ memory }) => {
    pairs.push(memory.pairs.length)
  })
  for (const value of minimum.x) expect(value).toBeCloseTo(3, 4)
  const dropped = pairs.findIndex((count, i) => count < (pairs[i - 1] ?? 0))
  expect(pairs.slice(dropped - 1, dropped + 2)).toEqual([10, 1, 2])
})

test('at a minimum there is nothing to do', async () => {
  const { minimum } = await descend(quadratic(10), new Float32Array(50).fill(3))
  expect(minimum).toMatchObject({ stopped: 'converged', iterations: 0, evaluations: 1 })
})

test('a tail that falls by a millionth an iteration is followed to the end of the iterations', async () => {
  const { minimum } = await descend(tail(1e-6), new Float32Array(4), 300)
  expect(minimum).toMatchObject({ stopped: 'iterations', iterations: 300, evaluations: 301 })
})

test('ten iterations that fall by a hundred-millionth each end the tail, however steep the way there was', async () => {
  const { minimum } = await descend(tail(1e-8, 20), new Float32Array(4), 300)
  expect(minimum).toMatchObject({ stopped: 'converged', iterations: 30, evaluations: 31 })
})

test('on a straight slope to a wall the last good trial is accepted, and no curvature is learnt from it', async () => {
  const slope = objective((x, gradient) => {
    gradient.fill(-1)
    return x.reduce((loss, value) => (value > 1 ? Number.NaN : loss - value), 0)
  })
  const options = { optimizer: lbfgs(), iterations: 3 }
  const { losses } = await runToEnd(slope, new Float32Array(4), options, ({ x, evaluation, memory }) => {
    expect(evaluation.loss).toBe(-x.reduce((sum, value) => sum + value))
    expect(memory.pairs).toEqual([])
  })
  expect(losses[0]).toBeCloseTo(-4, 3)
})

test('a full history holds two vectors a step and reuses them', async () => {
  const vectors: Set<Float32Array>[] = []
  const options = { optimizer: lbfgs({ history: 3 }), iterations: 12 }
  await runToEnd(quadratic(1000), new Float32Array(50), options, ({ iteration, memory }) => {
    if (iteration >= 3) vectors.push(new Set(memory.pairs.flatMap(({ s, y }) => [s, y])))
  })
  expect(vectors[0]).toHaveLength(6)
  for (const later of vectors) expect(later).toEqual(vectors[0])
})

/**
 * A loss that falls by the same share at each evaluation, after `steep` ones that halved it, wherever those are. The gradient
 * changes sign each time, so that no line search finds the slope still steep.
 */
function tail(share: number, steep = 0): Objective {
  let evaluations = 0
  return async x => {
    const loss = 0.5 ** Math.min(evaluations, steep) * (1 - share) ** Math.max(evaluations - steep, 0)
    return { loss, gradient: new Float32Array(x.length).fill(1e-9 * (-1) ** evaluations++) }
  }
}

function scaledGradient(inner: Objective, factor: number): Objective {
  return withLoss(scaled(inner, factor), loss => loss / factor)
}

describe('bands', () => {
  // Six bands of ten coordinates; within one, curvatures differ by a factor of two at most.
  const ends = [10, 20, 30, 40, 50, 60]
  const curvatureAt = (i: number) => 10 ** Math.floor(i / 10) * (1 + (i % 10) / 10)
  const banded = objective((x, gradient) => {
    let loss = 0
    x.forEach((value, i) => {
      gradient[i] = curvatureAt(i) * (value - 3)
      loss += 0.5 * curvatureAt(i) * (value - 3) ** 2
    })
    return loss
  })
  /** Bands of neighbouring coordinates, the end of each given. */
  const bandsOf = (ends: readonly number[]): CurvatureBands => {
    const part = (vector: Float32Array, band: number) => vector.subarray(ends[band - 1] ?? 0, ends[band])
    return {
      count: ends.length,
      energies: vector =>
        Float64Array.from(ends, (_, band) => part(vector, band).reduce((sum, value) => sum + value * value, 0)),
      scale(vector, factors) {
        factors.forEach((factor, band) => {
          part(vector, band).forEach((value, i, values) => {
            values[i] = factor * value
          })
        })
      },
    }
  }
  const descendBy = (f: Objective, bandEnds?: readonly number[]) =>
    runToEnd(f, new Float32Array(60), {
      optimizer: lbfgs({ bands: bandEnds && bandsOf(bandEnds) }),
      iterations: 2000,
    })

  test('of like curvature make light work of curvatures that span five orders of magnitude', async () => {
    const { evaluationsUntil, losses } = await descendBy(banded, ends)
    const { evaluationsUntil: withoutBands } = await descendBy(banded)
    expect(evaluationsUntil(1e-6)).toBeLessThanOrEqual(60)
    expect(withoutBands(1e-6)).toBeGreaterThan(4 * evaluationsUntil(1e-6))
    expectNeverToRise(losses)
  })

  test('one for all is the same as none', async () => {
    const [one, none] = [await descendBy(quadratic(100), [60]), await descendBy(quadratic(100))]
    expect(one.losses).toEqual(none.losses)
  })

  test('to which the loss does not answer at first, or never, do no harm', async () => {
    // The second half is flat until the first has come near its target; the last ten never matter.
    const late = objective((x, gradient) => {
      let loss = 0
      const first = x.subarray(0, 10)
      const isNear = first.every(value => Math.abs(value - 3) < 0.5)
      for (let i = 0; i < (isNear ? 50 : 10); i++) {
        const off = (x[i] ?? 0) - 3
        gradient[i] = off
        loss += 0.5 * off * off
      }
      return isNear ? loss : loss + 1000
    })
    const { minimum } = await descendBy(late, ends)
    for (const value of minimum.x.subarray(0, 50)) expect(value).toBeCloseTo(3, 3)
    expect(minimum.x.subarray(50)).toEqual(new Float32Array(10))
  })

  test('are remembered: a run resumed from a copy of a step goes on bit by bit', async () => {
    const options = { optimizer: lbfgs({ bands: bandsOf(ends) }), iterations: 30 }
    const { lastStep } = await runToEnd(banded, new Float32Array(60), { ...options, iterations: 12 })
    if (!lastStep) throw new Error('twelve steps were taken')
    const resumed = await runToEnd(banded, structuredClone(lastStep), options)
    const whole = await runToEnd(banded, new Float32Array(60), options)
    expect(resumed.minimum).toEqual(whole.minimum)
  })
})
