import { describe, expect, test } from 'vitest'
import { secondsLeft, shareDone } from '../../src/stylize/secondsLeft.js'

/** The seconds that each step of a run took, as they were recorded on two cores beside other work. */
const RECORDED = {
  Node: [
    4.69, 0.68, 0.72, 0.36, 0.32, 0.32, 0.4, 0.38, 0.32, 0.29, 0.3, 0.27, 0.27, 0.27, 0.3, 0.26, 0.29, 0.27, 0.29, 0.28,
    0.26, 0.24, 0.29, 0.24, 0.27, 0.29, 0.29, 0.31, 0.26, 0.27, 0.3, 0.3, 0.27, 0.28, 0.28, 0.3, 0.29, 0.29, 0.3, 0.22,
    0.29, 0.3, 0.28, 0.27, 0.35, 0.28, 0.25, 0.31, 0.34, 0.38, 0.32, 0.31, 0.28, 0.34, 0.33, 0.3, 3.47, 1.04, 0.86,
    0.98, 1.4, 1.44, 1.08, 1.19, 1.14, 1.08, 1.32, 1.17, 1.14, 0.84, 0.75, 0.77, 0.75, 0.83, 0.84, 0.82, 0.8, 0.8, 0.89,
    1.17, 1.12, 1.29, 1.34, 1.23, 17.59, 3.78, 4.46, 3.85, 4.19, 3.96, 3.85, 3.76, 3.15, 3.21, 3.46, 2.9, 2.88,
  ],
  'a page': [
    4.55, 0.45, 0.71, 0.34, 0.31, 0.33, 0.4, 0.55, 0.46, 0.36, 0.38, 0.33, 0.37, 0.33, 0.36, 0.31, 0.32, 0.35, 0.35,
    0.31, 0.25, 0.39, 0.42, 0.42, 0.38, 0.32, 0.44, 0.48, 0.37, 0.44, 0.37, 0.44, 0.27, 0.38, 0.48, 0.73, 0.44, 0.41,
    0.38, 0.48, 0.48, 0.37, 0.36, 0.32, 0.4, 0.44, 0.41, 0.42, 1.13, 0.54, 0.49, 0.35, 0.39, 0.38, 0.36, 0.52, 4.13,
    1.23, 1.0, 1.07, 0.82, 0.78, 0.82, 0.85, 1.02, 1.23, 1.38, 1.73, 1.18, 2.07, 2.04, 1.73, 1.61, 1.94, 1.74, 2.05,
    2.01, 1.74, 1.71, 1.67, 1.5, 1.55, 1.57, 1.67, 21.73, 5.02, 5.48, 4.66, 3.23, 3.23, 3.3, 4.52, 5.91, 7.14, 6.69,
    7.5, 5.83, 6.43,
  ],
}

const STAGES = [
  { width: 128, height: 96, iterations: 56 },
  { width: 256, height: 192, iterations: 28 },
  { width: 512, height: 384, iterations: 14 },
]

describe.each(Object.entries(RECORDED))('the time left of a recorded run in %s', (_, taken) => {
  let seconds = 0
  const steps = taken.map((own, i) => {
    seconds += own
    return { iteration: i + 1, seconds }
  })
  const whole = seconds
  /** When the run would end, as seen after each step, over when it did. */
  const foreseen = steps.flatMap((step, i) => {
    const left = secondsLeft(STAGES, steps.slice(0, i + 1))
    return left === undefined ? [] : [(step.seconds + left) / whole]
  })

  test('is near from its first stage on, and ends at nothing', () => {
    for (const end of foreseen.slice(10)) expect(Math.abs(end - 1)).toBeLessThan(0.2)
    expect(secondsLeft(STAGES, steps)).toBeLessThan(0.05 * whole)
  })

  test('does not jump once the first step lengths are found', () => {
    const known = foreseen.slice(5)
    const jumps = known.slice(1).map((end, i) => Math.abs(end - (known[i] ?? 0)))
    expect(Math.max(...jumps)).toBeLessThan(0.1)
  })
})

describe('time left', () => {
  const stages = [
    { width: 10, height: 10, iterations: 4 },
    { width: 20, height: 20, iterations: 2 },
  ]

  test('is unknown before there is a pace', () => {
    expect(secondsLeft(stages, [{ iteration: 1, seconds: 1 }])).toBeUndefined()
    const two = [...Array(2).keys()].map(i => ({ iteration: i + 1, seconds: i + 1 }))
    expect(secondsLeft(stages, two)).toBeUndefined()
    // Long steps are told of sooner.
    expect(
      secondsLeft(
        stages,
        two.map(({ iteration, seconds }) => ({ iteration, seconds: 20 * seconds })),
      ),
    ).toBeGreaterThan(40)
  })

  test('is that of the pixels that are left, where they are many', () => {
    const large = [{ width: 1000, height: 1000, iterations: 20 }]
    const steps = [...Array(10).keys()].map(i => ({ iteration: i + 1, seconds: 2 * i }))
    expect(secondsLeft(large, steps)).toBeCloseTo(20)
  })

  test('of a share that is done counts a step by the pixels of its stage', () =>
    expect(shareDone(stages, 4)).toBeCloseTo(1 / 3))
})
