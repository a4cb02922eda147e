import { describe, expect, test } from 'vitest'
import { VGG19_LAYERS } from '../../src/graphs/vgg19.js'
import { openSafetensors } from '../../src/node/weights/openSafetensors.js'
import { readNetwork } from '../../src/weights/readNetwork.js'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { type EncodableTensor, encodeSafetensors } from './encodeSafetensors.js'
import { problem } from './problem.js'
import { SHARED_WEIGHTS } from './sharedWeights.js'

const file = (tensors: Record<string, EncodableTensor>) => parseSafetensors('mine', encodeSafetensors(tensors))
const kernel = (fill = 1): EncodableTensor => ({ shape: [64, 3, 3, 3], data: new Float32Array(64 * 27).fill(fill) })
const bias = (fill = 0): EncodableTensor => ({ shape: [64], data: new Float32Array(64).fill(fill) })

/** What the network sees of a pixel of this colour, in [0, 1]. */
const input = ({ scale, offset }: { scale: Float32Array; offset: Float32Array }, rgb: readonly number[]) =>
  rgb.map((value, channel) => value * (scale[channel] ?? Number.NaN) + (offset[channel] ?? Number.NaN))

describe('a file with Oxford’s names', () => {
  const oxford = file({ 'conv1_1.weight': kernel(2), 'conv1_1.bias': bias(57.63) })

  test('has Oxford’s mean taken off, on the scale of torchvision', async () => {
    const network = await readNetwork(oxford, ['conv1_1'])
    for (const value of input(network, [123.68 / 255, 116.779 / 255, 103.939 / 255])) expect(value).toBeCloseTo(0, 6)
    const white = input(network, [1, 1, 1])
    expect(white[0]).toBeCloseTo((255 - 123.68) / 57.63, 6)
    expect(white[2]).toBeCloseTo((255 - 103.939) / 57.63, 6)
  })

  test('keeps its kernels and has its biases divided by that scale', async () => {
    const layer = (await readNetwork(oxford, ['conv1_1'])).layers.get('conv1_1')
    expect(layer?.kernel[0]).toBe(2)
    expect(layer?.bias[0]).toBeCloseTo(1, 6)
  })
})

describe('a file with torchvision’s names', () => {
  test('has torchvision’s mean and deviation, and its biases as they are', async () => {
    const network = await readNetwork(file({ 'features.0.weight': kernel(), 'features.0.bias': bias(3) }), ['conv1_1'])
    expect(network.layers.get('conv1_1')?.bias[0]).toBe(3)
    const seen = input(network, [0.485 + 0.229, 0.456 - 0.224, 0.406])
    expect(seen[0]).toBeCloseTo(1, 6)
    expect(seen[1]).toBeCloseTo(-1, 6)
    expect(seen[2]).toBeCloseTo(0, 6)
  })

  test('counts its layers with their ReLUs and poolings', () => {
    const indices = VGG19_LAYERS.map(({ torchvisionIndex }) => torchvisionIndex)
    expect(indices).toEqual([0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34])
  })
})

describe('the shared VGG-19', () => {
  const layers = ['conv3_1', 'conv1_1', 'conv2_2', 'conv1_2', 'conv2_1'] as const

  test('gives the layers asked for, no others, in network order and VGG’s shapes', async () => {
    const network = await openSafetensors(SHARED_WEIGHTS, shared => readNetwork(shared, layers))
    expect([...network.layers].map(([name, layer]) => [name, layer.kernel.length, layer.bias.length])).toEqual([
      ['conv1_1', 64 * 3 * 9, 64],
      ['conv1_2', 64 * 64 * 9, 64],
      ['conv2_1', 128 * 64 * 9, 128],
      ['conv2_2', 128 * 128 * 9, 128],
      ['conv3_1', 256 * 128 * 9, 256],
    ])
  })

  test('stores its later kernels as halves, which decode to weights of a plausible size', async () => {
    const network = await openSafetensors(SHARED_WEIGHTS, shared => readNetwork(shared, ['conv5_1']))
    const values = network.layers.get('conv5_1')?.kernel ?? new Float32Array()
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
    expect(values.length).toBe(512 * 512 * 9)
    expect(deviation).toBeGreaterThan(0.001)
    expect(deviation).toBeLessThan(0.1)
  })
})

describe('one line names file and tensor where', () => {
  const refusal = (tensors: Record<string, EncodableTensor>) =>
    problem('file', () => readNetwork(file(tensors), ['conv1_1']))

  test('the file is not VGG-19 at all', async () => {
    expect(await refusal({ 'layer1.0.conv1.weight': kernel() })).toMatch(
      /^mine holds no VGG-19 weights: name its tensors/,
    )
  })

  test('a layer that is needed is not there, or its bias is not', async () => {
    expect(await refusal({ 'conv1_2.weight': kernel() })).toBe('mine lacks layer conv1_1; give a file that has it')
    expect(await refusal({ 'conv1_1.weight': kernel() })).toMatch('lacks layer conv1_1')
    expect(await refusal({ 'features.2.weight': kernel() })).toMatch('lacks layer conv1_1')
  })

  test('a tensor has another shape', async () => {
    const flat = { ...kernel(), shape: [64, 27] }
    expect(await refusal({ 'conv1_1.weight': flat, 'conv1_1.bias': bias() })).toBe(
      'mine: conv1_1.weight has shape [64,27], VGG-19’s is [64,3,3,3]; give VGG-19 weights'.replace('’', "'"),
    )
  })

  test('a value is not finite', async () => {
    expect(await refusal({ 'conv1_1.weight': kernel(), 'conv1_1.bias': bias(Number.NaN) })).toMatch(
      /^mine: conv1_1\.bias has values that are not finite/,
    )
  })
})

test.each([
  ['huge', 1e30, 0, /conv1_1\.weight holds 1\.00e\+30, which is no weight of VGG-19/],
  ['zero', 0, 0, /conv1_1\.weight is zero everywhere/],
  ['huge in the bias', 1, -1e9, /conv1_1\.bias holds -1\.00e\+9/],
])('values that are %s are named with their tensor', async (_, weight, shift, message) => {
  const tensors = file({ 'conv1_1.weight': kernel(weight), 'conv1_1.bias': bias(shift) })
  expect(await problem('file', () => readNetwork(tensors, ['conv1_1']))).toMatch(message)
})

test('a fault in a layer that is not needed does not matter', async () => {
  const broken = file({ 'conv1_1.weight': kernel(), 'conv1_1.bias': bias(), 'conv1_2.weight': kernel(Number.NaN) })
  expect((await readNetwork(broken, ['conv1_1'])).layers.size).toBe(1)
})
