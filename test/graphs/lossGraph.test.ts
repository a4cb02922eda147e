import { describe, expect, test } from 'vitest'
import { compileLossGraph } from '../../src/graphs/lossGraph.js'
import { ModelProto } from '../../src/graphs/onnxProto.js'
import { type LossSpecification, readOff, termNames } from '../../src/graphs/specification.js'
import { compileTargetsGraph } from '../../src/graphs/targetsGraph.js'
import { lossOf } from './lossOf.js'
import { randomNetwork } from './randomNetwork.js'
import { loadModel } from './runModel.js'

const names = (values: readonly { name?: string | null }[] | null | undefined) => (values ?? []).map(({ name }) => name)

/** What a model computes, from its names: `conv2_1`, `relu2_1`, `pool1`, `style.conv2_1`, … in the forward pass. */
function parts(model: ModelProto): Set<string> {
  const scopes = names(model.graph?.node).map(name => name?.split('/')[0] ?? '')
  return new Set(scopes.filter(scope => /^(conv|relu|pool|style|content|tv)/.test(scope)))
}

describe('a graph asked for conv2_1 only', () => {
  const model = compileLossGraph(lossOf({ style: ['conv2_1'] }))

  test('computes the layers up to it, and no ReLU behind it', () => {
    expect([...parts(model)]).toEqual(['conv1_1', 'relu1_1', 'conv1_2', 'pool1', 'relu1_2', 'conv2_1', 'style.conv2_1'])
  })

  test('needs the weights of these layers and no others', () => {
    const external = model.graph?.initializer?.filter(({ externalData }) => externalData?.length)
    expect(names(external)).toEqual([
      'input.scale',
      'input.offset',
      ...['conv1_1', 'conv1_2', 'conv2_1'].flatMap(layer => [`${layer}.weight`, `${layer}.bias`]),
    ])
    for (const { name, externalData } of external ?? [])
      expect(externalData).toEqual([{ key: 'location', value: name }])
  })

  test('takes the image, its one target and its one weight', () => {
    expect(names(model.graph?.input)).toEqual(['image', 'gram.conv2_1', 'weight.style.conv2_1'])
    expect(names(model.graph?.output)).toEqual(['loss', 'terms', 'gradient'])
  })
})

test('a tap behind the ReLU brings that ReLU and nothing more', () => {
  const computed = parts(compileLossGraph(lossOf({ content: ['relu2_1'], pool: 'avg' })))
  expect([...computed].slice(-3)).toEqual(['conv2_1', 'relu2_1', 'content.relu2_1'])
})

test('a tap has a loss head of the kind that was asked for, and unused taps have none', () => {
  const computed = parts(compileLossGraph(lossOf({ style: ['conv1_1'], content: ['conv1_2'] })))
  expect([...computed].filter(part => /^(style|content|tv)/.test(part))).toEqual(['style.conv1_1', 'content.conv1_2'])
})

test('one tap can carry both terms, on one feature map', () => {
  const model = compileLossGraph(lossOf({ style: ['conv1_2'], content: ['conv1_2'] }))
  const forward = model.graph?.node?.filter(({ opType, name }) => opType === 'Conv' && !name?.startsWith('gradient/'))
  expect(names(forward)).toEqual(['conv1_1/Conv', 'conv1_2/Conv'])
  expect(names(model.graph?.input)).toContain('gram.conv1_2')
  expect(names(model.graph?.input)).toContain('features.conv1_2')
})

test('total variation alone needs no layer', () => {
  const model = compileLossGraph(lossOf({ tv: true }))
  expect([...parts(model)]).toEqual(['tv'])
  expect(names(model.graph?.input)).toEqual(['image', 'weight.tv'])
})

test('a loss without terms is refused', () => {
  expect(() => compileLossGraph(lossOf({}))).toThrow('at least one term')
})

test('the targets graph has no backward pass and no loss head', () => {
  const model = compileTargetsGraph(lossOf({ style: ['conv2_1', 'conv1_1'], content: ['relu1_2'] }))
  expect(names(model.graph?.node).filter(name => name?.startsWith('gradient'))).toEqual([])
  expect(names(model.graph?.input)).toEqual(['image'])
  expect(names(model.graph?.output)).toEqual(['gram.conv1_1', 'gram.conv2_1', 'features.relu1_2'])
})

const SPECIFICATION = lossOf({ tv: true, content: ['conv2_2'], style: ['relu3_1', 'conv1_1'], pool: 'avg' })

test('the metadata names the specification in canonical form and the order of terms', () => {
  const { metadataProps } = compileLossGraph(SPECIFICATION)
  const metadata = Object.fromEntries(metadataProps.map(({ key, value }) => [key, value ?? '']))
  expect(JSON.parse(metadata['nst-onnx.specification'] ?? '')).toEqual({
    pool: 'avg',
    terms: [
      { kind: 'style', tap: 'conv1_1' },
      { kind: 'style', tap: 'relu3_1' },
      { kind: 'content', tap: 'conv2_2' },
      { kind: 'tv' },
    ],
  })
  expect(metadata['nst-onnx.terms']?.split(',')).toEqual(termNames(SPECIFICATION))
})

test('equal specifications give equal bytes', () => {
  const bytes = (specification: LossSpecification) => ModelProto.encode(compileLossGraph(specification)).finish()
  const { terms } = SPECIFICATION
  const other = { ...SPECIFICATION, terms: [...terms.toReversed(), ...terms].map(term => ({ ...term, weight: 3 })) }
  expect(bytes(other)).toEqual(bytes(SPECIFICATION))
  expect(bytes({ ...SPECIFICATION, pool: 'max' })).not.toEqual(bytes(SPECIFICATION))
})

test('only operators that every provider runs on the device are used', () => {
  const model = compileLossGraph({ ...SPECIFICATION, pool: 'max' })
  const operators = new Set(model.graph?.node?.map(({ opType }) => opType))
  for (const slow of ['Where', 'Sign', 'Sum', 'MaxUnpool', 'Loop', 'Scan', 'Einsum']) {
    expect(operators).not.toContain(slow)
  }
})

describe('with replicated borders', () => {
  const specification = { ...lossOf({ content: ['conv1_1'], style: ['relu2_1'] }), borders: 'replicate' } as const

  test('a picture of one colour has the same features at its border as inside, which zeros have not', async () => {
    const [same = [], other = []] = await Promise.all(
      [specification, { ...specification, borders: 'zero' } as const].map(async borders => {
        const model = await loadModel(compileTargetsGraph(readOff(borders, 'content')), randomNetwork('conv1_1'))
        const flat = { shape: [1, 3, 5, 4], data: new Float32Array(60).fill(0.3) }
        const { 'features.conv1_1': features } = await model.run({ image: flat })
        await model.release()
        return [...(features?.data ?? [])].map((value, at, all) => Math.abs(value - (all[at - (at % 20) + 5] ?? 0)))
      }),
    )
    expect(Math.max(...same)).toBeLessThan(1e-6)
    expect(Math.max(...other)).toBeGreaterThan(0.1)
  })

  test('the graph says so, and is the same as ever with zeros', () => {
    const saying = (model: ModelProto) =>
      JSON.parse(model.metadataProps.find(({ key }) => key === 'nst-onnx.specification')?.value ?? '')
    expect(saying(compileLossGraph(specification))).toMatchObject({ borders: 'replicate' })
    const { borders: _borders, ...plain } = specification
    const zeros = ModelProto.encode(compileLossGraph({ ...specification, borders: 'zero' })).finish()
    expect(zeros).toEqual(ModelProto.encode(compileLossGraph(plain)).finish())
  })
})
