import { expect, test } from 'vitest'
import type { StepEvent, StylizeResult } from '../../src/stylize/events.js'
import type { Action } from '../../web/state/action.js'
import { FIRST_STATE, type PageState, type PictureSoFar, THE_RUN } from '../../web/state/pageState.js'
import { reduce } from '../../web/state/reduce.js'
import { runText, shareDone } from '../../web/state/runText.js'

const after = (actions: readonly Action[], state: PageState = FIRST_STATE) => actions.reduce(reduce, state)

const bitmap = (width: number, height: number) => ({ width, height, close() {} })

const began = (from?: PictureSoFar): Action => ({ type: 'runBegan', id: 'own', before: bitmap(64, 48), from })

const START: Action = {
  type: 'runTold',
  event: {
    event: 'start',
    width: 64,
    height: 48,
    device: 'wasm',
    threads: 1,
    iterations: 100,
    stages: [{ width: 64, height: 48, iterations: 100 }],
  },
}

const step = (iteration: number): Action => ({
  type: 'runTold',
  event: {
    event: 'step',
    iteration,
    evaluations: iteration,
    loss: 1,
    terms: {} as StepEvent['terms'], // nothing here reads them
    seconds: iteration,
    image: async () => ({ width: 1, height: 1, pixels: new Float32Array(3) }),
  },
})

test('a run that goes on keeps the picture so far and its place on the bar, until its own first picture comes', () => {
  const from = { picture: bitmap(64, 48), done: 0.25, base: 0 }
  const fitting = { type: 'runTold', event: { event: 'fitting', fittedLayers: 3, totalLayers: 5 } } as const
  for (const state of [after([began(from)]), after([began(from), fitting]), after([began(from), fitting, START])]) {
    expect(runText(state)).toBe('Going on…')
    expect(shareDone(state.run)).toBe(0.25)
    expect(state.run.begun?.from?.picture).toBe(from.picture)
  }
  expect(shareDone(after([began(from), START, step(30)]).run)).toBeCloseTo(0.3)
  // With changed settings it is another run, for what is left of the painting.
  expect(shareDone(after([began({ ...from, base: 0.25 }), START, step(20)]).run)).toBeCloseTo(0.4)
  expect(shareDone(after([began(), START, step(30)]).run)).toBeCloseTo(0.3)
  expect(runText(after([began(), START]))).toBe('The first strokes…')
})

test('a run that is stopped while something else is looked at is what is seen, if there is a picture of it', () => {
  const elsewhere: Action = { type: 'showing', id: 'other' }
  expect(after([began(), START, step(1), elsewhere, { type: 'runStopping' }]).shown).toBe(THE_RUN)
  expect(after([began(), START, elsewhere, { type: 'runStopping' }]).shown).toBe('other')
})

test('that a run was stopped is said beside its picture only, once the choices are others', () => {
  const result = {
    stopped: 'interrupted',
    seconds: 1,
  } as StylizeResult // the words are made of these alone
  const stopped = after([began(), START, step(1), { type: 'runEnded', result }])
  const changed = reduce(stopped, { type: 'optionSet', name: 'iterations', value: 7 })
  expect(runText(changed)).toMatch(/^Stopped/)
  expect(runText(reduce(changed, { type: 'showing', id: undefined }))).not.toMatch(/^Stopped/)
})
