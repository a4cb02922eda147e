import { expect, test } from 'vitest'
import { canonicalSpecification, tapsOf, termNames, termWeights } from '../../src/graphs/specification.js'
import type { LossTerm } from '../../src/graphs/terms/lossTerm.js'
import { lossOf } from './lossOf.js'

test('terms are named style first, then moments, content, total variation, each in network order', () => {
  const taps = { content: ['relu4_2', 'conv1_1'], moments: ['relu1_1'], style: ['conv2_1', 'conv1_1'] } as const
  const names = ['style.conv1_1', 'style.conv2_1', 'moments.relu1_1', 'content.conv1_1', 'content.relu4_2']
  expect(termNames(lossOf(taps))).toEqual(names)
  expect(termNames(lossOf({ ...taps, tv: true }))).toEqual([...names, 'tv'])
})

test('the terms of regions follow that of the whole, by name', () => {
  const terms = ['sky', undefined, 'ground'].map(
    (region): LossTerm => ({ kind: 'style', tap: 'conv1_1', ...(region && { region }) }),
  )
  expect(termNames({ terms, pool: 'max' })).toEqual(['style.conv1_1', 'style.conv1_1.ground', 'style.conv1_1.sky'])
})

test('equal losses have equal canonical forms, whatever their weights', () => {
  const one = lossOf({ style: ['conv2_1', 'conv1_1'], tv: true })
  const other = { ...one, terms: [...one.terms.toReversed(), { kind: 'style', tap: 'conv2_1', weight: 7 } as const] }
  expect(JSON.stringify(canonicalSpecification(one))).toBe(JSON.stringify(canonicalSpecification(other)))
})

test('equal terms count as one of the sum of their weights, and 1 is the weight of one without', () => {
  const terms: LossTerm[] = [
    { kind: 'tv', weight: 2 },
    { kind: 'style', tap: 'conv1_1' },
    { kind: 'tv', weight: 3 },
  ]
  expect(termWeights({ terms, pool: 'max' })).toEqual({ tv: 5, 'style.conv1_1': 1 })
})

test('a specification reads each of its taps once, from the image inwards', () => {
  expect(tapsOf(lossOf({ style: ['relu3_1', 'conv1_1'], content: ['relu3_1'], tv: true }))).toEqual([
    'conv1_1',
    'relu3_1',
  ])
})
