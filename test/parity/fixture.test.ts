import { describe, expect, test } from 'vitest'
import { readFixture } from '../../src/parity/fixture.js'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { encodeSafetensors } from '../weights/encodeSafetensors.js'

const picture = (height: number, width: number, channels = 3) => ({
  shape: [1, channels, height, width],
  data: new Float32Array(channels * height * width),
})
const read = (metadata: Record<string, string>, tensors = {}) =>
  readFixture(parseSafetensors('some.safetensors', encodeSafetensors(tensors, metadata)))

describe('of one style', () => {
  test("the metadata names pooling and weights by tap, under any of a tap's names", () => {
    const { specification, styles } = read({ pool: 'avg', style: '{"conv_5": 3, "relu1_1": 2}', content: '{}' })
    expect(specification).toEqual({
      pool: 'avg',
      borders: 'zero',
      terms: [
        { kind: 'style', tap: 'conv3_1', weight: 3 },
        { kind: 'style', tap: 'relu1_1', weight: 2 },
      ],
    })
    expect(styles.get(undefined)).toEqual([{ picture: 'style', share: 1 }])
  })
})

describe('of several styles and regions', () => {
  const terms = (...listed: object[]) => ({ pool: 'max', terms: JSON.stringify(listed) })
  const ofTap = { kind: 'style', tap: 'conv1_1', weight: 1 }

  test('terms may be of any kind, in any order, and of regions', () => {
    const listed = [
      { kind: 'tv', weight: 3 },
      { kind: 'content', tap: 'conv_2', weight: 0.5 },
      { kind: 'moments', tap: 'relu2_1', weight: 2, region: 'sky' },
      { kind: 'style', tap: 'relu2_1', weight: 2, region: null },
    ]
    const { specification } = read({ ...terms(...listed), mix: '[1]', regions: '{"sky": [1]}' })
    expect(specification.terms).toEqual([
      { kind: 'tv', weight: 3 },
      { kind: 'content', tap: 'conv1_2', weight: 0.5 },
      { kind: 'moments', tap: 'relu2_1', weight: 2, region: 'sky' },
      { kind: 'style', tap: 'relu2_1', weight: 2 },
    ])
  })

  test('styles of weight 0 are left out, and one style needs no weight', () => {
    expect(read({ ...terms(ofTap), mix: '[3, 0, 1]' }).styles.get(undefined)).toEqual([
      { picture: 'style.0', share: 3 },
      { picture: 'style.2', share: 1 },
    ])
    const alone = read({ ...terms(ofTap), mix: 'null' }, { 'style.0': picture(3, 4) })
    expect(alone.styles.get(undefined)).toEqual([{ picture: 'style.0', share: 1 }])
  })

  test('a mask on a style is that of the region where it has the size of the picture, or one of the style alone', () => {
    const tensors = {
      'style.0': picture(3, 4),
      'style.1': picture(5, 6),
      'style.2': picture(7, 8),
      'stylemask.sky': picture(5, 6, 1),
      'stylemask.sky.2': picture(7, 8, 1),
    }
    const { styles } = read({ ...terms(ofTap), regions: '{"sky": [1, 2, 3]}' }, tensors)
    expect(styles.get('sky')).toEqual([
      { picture: 'style.0', share: 1 },
      { picture: 'style.1', share: 2, mask: 'stylemask.sky' },
      { picture: 'style.2', share: 3, mask: 'stylemask.sky.2' },
    ])
  })

  test('values of equal terms are added up, as their weights are', async () => {
    const values = { terms: { shape: [2], data: Float64Array.of(2, 5) } }
    expect(await read(terms(ofTap, ofTap), values).terms()).toEqual({ 'style.conv1_1': 7 })
  })

  test.each([
    ['of an unknown kind', { ...ofTap, kind: 'colour' }, 'is of no kind that is known'],
    ['of an inherited name', { ...ofTap, kind: 'toString' }, 'is of no kind that is known'],
    ['without a tap', { kind: 'style', weight: 1 }, 'has no tap'],
    ['without a weight', { kind: 'style', tap: 'conv1_1' }, 'has no weight'],
    ['that is no object', 'style', 'is of no kind that is known'],
    ['of the image in a region', { kind: 'tv', weight: 1, region: 'sky' }, 'cannot be of a region'],
  ])('a term %s is refused in one line', (_, term, reason) => {
    const attempt = () => read({ pool: 'max', terms: JSON.stringify([term]) })
    expect(attempt).toThrow(reason)
    expect(attempt).toThrow(/^some\.safetensors is no fixture: .*; see docs\/verify\.md$/)
  })
})

test.each([
  ['nothing', {}],
  ['another pooling', { pool: 'min', style: '{}', content: '{}' }],
  ['no term', { pool: 'max' }],
  ['an unknown tap', { pool: 'max', style: '{"conv9_9": 1}' }],
  ['what is no JSON', { pool: 'max', style: 'conv1_1' }],
  ['no object', { pool: 'max', style: 'null' }],
  ['terms that are no list', { pool: 'max', terms: '{}' }],
  ['an empty list', { pool: 'max', terms: '[]' }],
  ['weights of styles that are none', { pool: 'max', terms: '[{"kind":"tv","weight":1}]', mix: '["much"]' }],
])('a file whose metadata says %s is no fixture', (_, metadata) => {
  expect(() => read(metadata)).toThrow(/^some\.safetensors is no fixture: .*docs\/verify\.md$/)
})
