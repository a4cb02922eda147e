import { expect, test } from 'vitest'
import { inNetworkOrder, layerOf, layersUpTo, parseTap, TAPS, type Tap } from '../../src/graphs/taps.js'
import { VGG19_LAYERS } from '../../src/graphs/vgg19.js'

test('there are sixteen convolutions in blocks of 2, 2, 4, 4, 4, each taking what the one before it gives', () => {
  expect([1, 2, 3, 4, 5].map(block => VGG19_LAYERS.filter(layer => layer.block === block).length)).toEqual([
    2, 2, 4, 4, 4,
  ])
  expect(VGG19_LAYERS.map(layer => layer.inChannels)).toEqual([
    3,
    ...VGG19_LAYERS.slice(0, -1).map(layer => layer.outChannels),
  ])
})

test("torchvision's indices count convolutions, ReLUs and pools", () => {
  const indices: number[] = []
  let index = 0
  for (const [position, { block }] of VGG19_LAYERS.entries()) {
    if (position > 0 && VGG19_LAYERS[position - 1]?.block !== block) index++
    indices.push(index)
    index += 2
  }
  expect(VGG19_LAYERS.map(layer => layer.torchvisionIndex)).toEqual(indices)
})

test('each layer has a tap before and a tap behind its ReLU, from the image inwards', () => {
  expect(TAPS).toHaveLength(32)
  expect(TAPS.slice(0, 5)).toEqual(['conv1_1', 'relu1_1', 'conv1_2', 'relu1_2', 'conv2_1'])
  expect(TAPS.at(-1)).toBe('relu5_4')
})

test('conv_1 … conv_16 and relu_1 … relu_16 count the layers, as the PyTorch tutorial does', () => {
  const counted = (kind: string) => VGG19_LAYERS.map((_, position) => parseTap(`${kind}_${position + 1}`))
  expect(counted('conv')).toEqual(VGG19_LAYERS.map(({ name }) => name))
  expect(counted('relu')).toEqual(VGG19_LAYERS.map(({ name }) => name.replace('conv', 'relu')))
  expect([parseTap('conv_4'), parseTap('conv_5')]).toEqual(['conv2_2', 'conv3_1'])
})

test('every tap is known by its own name', () => {
  expect(TAPS.map(parseTap)).toEqual(TAPS)
})

test.each([
  'conv_0',
  'conv_17',
  'conv_-1',
  'conv1_3',
  'conv6_1',
  'pool_1',
  'pool1',
  'Conv1_1',
  ' conv1_1',
  'conv_',
  '',
])('"%s" is not a tap', name => {
  expect(parseTap(name)).toBeUndefined()
})

test('a layer is found from either of its taps, and unknown names are refused', () => {
  expect([layerOf('conv3_2'), layerOf('relu3_2')].map(({ name }) => name)).toEqual(['conv3_2', 'conv3_2'])
  expect(() => layerOf('conv9_9' as Tap)).toThrow('conv9_9 is not a tap of VGG-19')
})

test('network order is from the image inwards, without repetition', () => {
  expect(inNetworkOrder(['relu4_2', 'relu1_1', 'conv1_2', 'conv1_1', 'relu1_1'])).toEqual([
    'conv1_1',
    'relu1_1',
    'conv1_2',
    'relu4_2',
  ])
})

test('layers are needed up to the deepest tap, none for no taps', () => {
  expect(layersUpTo(['relu2_1', 'conv1_1']).map(({ name }) => name)).toEqual(['conv1_1', 'conv1_2', 'conv2_1'])
  expect(layersUpTo([])).toEqual([])
})
