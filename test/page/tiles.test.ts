import { expect, test } from 'vitest'
import { FIRST_STATE, type Painting } from '../../web/state/pageState.js'
import { tileTexts } from '../../web/state/tileTexts.js'

/** As much of a painting as its tile tells. */
const painting = (more: Partial<Painting> = {}) =>
  ({
    name: 'harbour-dots',
    width: 512,
    height: 384,
    made: new Date(2026, 10, 27, 3, 15).getTime(),
    state: 'finished',
    choices: FIRST_STATE,
    ...more,
  }) as Painting

const look = (options: NonNullable<Painting['choices']>['options']) => ({ ...FIRST_STATE, options })

test('paintings of one name and minute are told apart by how they were painted, and else by a number', () => {
  const said = tileTexts([
    painting(),
    painting({ choices: look({ strength: 1.5, styleScale: 0.5, colors: 'match', preset: 'cmu' }) }),
    painting(),
    painting({ name: 'harbour-ink' }),
    painting(),
  ])
  expect(said.map(({ name }) => name)).toEqual([
    'harbour-dots (3)',
    'harbour-dots',
    'harbour-dots (2)',
    'harbour-ink',
    'harbour-dots',
  ])
  expect(said[1]?.about).toMatch(/^512.×.384, .*, cmu, strength 150 %, fine strokes, near the photo’s colours$/)
})

test('one that was kept in a coarse stage is told by the size that it was to have', () => {
  const rest = { checkpoint: new Blob(), done: 0.29, device: 'wasm', threads: 1 } as const
  const [said] = tileTexts([
    painting({ width: 128, height: 96, full: { width: 512, height: 384 }, state: 'stopped', rest }),
  ])
  expect(said?.about).toMatch(/^512.×.384, .* \(stopped at 29 %\)$/)
})
