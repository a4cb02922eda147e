import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImageSize } from '../../src/graphs/imageSize.js'
import { compileLossGraph } from '../../src/graphs/lossGraph.js'
import { ModelProto } from '../../src/graphs/onnxProto.js'
import { specialize } from '../../src/graphs/specialize.js'
import type { Pooling } from '../../src/graphs/specification.js'
import { lossOf } from './lossOf.js'
import { randomNetwork } from './randomNetwork.js'
import { startRandomValues, uniformValues } from './randomValues.js'
import { type LoadedModel, loadModel, type Value } from './runModel.js'

startRandomValues()

const size = (height: number, width: number): ImageSize => ({ height, width })

function symbolicGraph(pool: Pooling): ModelProto {
  return compileLossGraph(lossOf({ style: ['conv3_1', 'conv1_1'], content: ['relu2_2'], pool, tv: true }))
}

/** Where the graph pads, by part of the network. Total variation pads at every size: it differentiates a cut. */
function padded(model: ModelProto): string[] {
  const pads = (model.graph?.node ?? []).filter(({ opType }) => opType === 'Pad')
  const parts = pads.map(({ name }) => /^gradient\/(\w+)/.exec(name ?? '')?.[1] ?? name ?? '')
  return [...new Set(parts)].filter(part => part !== 'tv').sort()
}

test.each([
  [16, 16, []],
  [64, 48, []],
  [17, 16, ['pool1']],
  [16, 17, ['pool1']],
  [18, 16, ['pool2']],
  [17, 18, ['pool1', 'pool2']],
  [19, 19, ['pool1', 'pool2']],
])('at %i × %i the gradient pads behind the poolings that drop something: %j', (height, width, expected) => {
  for (const pool of ['max', 'avg'] as const) {
    expect(padded(specialize(symbolicGraph(pool), size(height, width)))).toEqual(expected)
  }
})

test('every shape is a number afterwards, and no node or constant is left without a use', () => {
  const { graph } = specialize(symbolicGraph('max'), size(32, 48))
  const values = [...(graph?.input ?? []), ...(graph?.output ?? []), ...(graph?.valueInfo ?? [])]
  const dimensions = values.flatMap(({ type }) => type?.tensorType?.shape?.dim ?? [])
  expect(dimensions.filter(({ dimParam }) => dimParam)).toEqual([])
  const used = new Set([
    ...(graph?.node ?? []).flatMap(({ input }) => input ?? []),
    ...(graph?.output ?? []).map(({ name }) => name),
  ])
  const made = [
    ...(graph?.node ?? []).flatMap(({ output }) => output ?? []),
    ...(graph?.initializer ?? []).map(i => i.name),
  ]
  expect(made.filter(name => !used.has(name ?? ''))).toEqual([])
})

test('the model that was given stays as it was', () => {
  const model = symbolicGraph('max')
  const before = ModelProto.encode(model).finish()
  specialize(model, size(17, 16))
  expect(ModelProto.encode(model).finish()).toEqual(before)
})

test('a compiled size is the symbolic graph specialised', () => {
  const specification = lossOf({ style: ['conv2_1'] })
  const [compiled, specialised] = [
    compileLossGraph(specification, size(20, 31)),
    specialize(compileLossGraph(specification), size(20, 31)),
  ]
  expect(ModelProto.encode(compiled).finish()).toEqual(ModelProto.encode(specialised).finish())
})

describe.each(['max', 'avg'] as const)('with %s pooling', pool => {
  const weights = randomNetwork('conv3_1')
  let symbolic: LoadedModel
  beforeAll(async () => {
    symbolic = await loadModel(symbolicGraph(pool), weights)
  })
  afterAll(() => symbolic.release())

  test.each([
    [16, 16],
    [17, 31],
    [18, 21],
    [40, 19],
  ])('the graph specialised for %i × %i gives what the symbolic one gives', async (height, width) => {
    const specialised = await loadModel(specialize(symbolicGraph(pool), size(height, width)), weights)
    const [h, w] = [Math.floor(height / 2), Math.floor(width / 2)]
    const one = { shape: [1], data: Float32Array.of(1) }
    const inputs: Record<string, Value> = {
      image: uniformValues([1, 3, height, width]),
      'gram.conv1_1': uniformValues([64, 64]),
      'gram.conv3_1': uniformValues([256, 256]),
      'features.relu2_2': uniformValues([1, 128, h, w]),
      'weight.style.conv1_1': one,
      'weight.style.conv3_1': one,
      'weight.content.relu2_2': one,
      'weight.tv': one,
    }
    const [expected, got] = [await symbolic.run(inputs), await specialised.run(inputs)]
    await specialised.release()
    expect(got.gradient?.shape).toEqual([1, 3, height, width])
    for (const name of ['loss', 'terms', 'gradient']) expect(distance(got[name], expected[name])).toBeLessThan(1e-5)
  })
})

/** ‖a − b‖ / ‖b‖; NaN where the lengths differ. */
function distance(a: Value | undefined, b: Value | undefined): number {
  if (!a || !b || a.data.length !== b.data.length) return Number.NaN
  const difference = a.data.map((value, i) => value - (b.data[i] ?? 0))
  return Math.hypot(...difference) / Math.hypot(...b.data)
}
