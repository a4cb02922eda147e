import { describe, expect, test } from 'vitest'
import { countOperations } from '../../src/graphs/countOperations.js'
import { gradient } from '../../src/graphs/gradient.js'
import { Graph } from '../../src/graphs/graph.js'
import { compileLossGraph } from '../../src/graphs/lossGraph.js'
import type { ModelProto } from '../../src/graphs/onnxProto.js'
import { conv, mul, reduceSum, reshape } from '../../src/graphs/operators.js'
import type { LossSpecification } from '../../src/graphs/specification.js'
import { transformedKernelBytes, withConvolutions } from '../../src/graphs/withConvolutions.js'
import { relativeError } from '../../src/parity/deviation.js'
import { dot } from './checkGradient.js'
import { randomNetwork } from './randomNetwork.js'
import { startRandomValues, uniformValues } from './randomValues.js'
import { loadModel, type Value } from './runModel.js'

startRandomValues()

/** A convolution and its pull-back of a cotangent. */
function convolution([channels, kernels]: readonly [number, number], sides: readonly number[], zeros: number) {
  const graph = new Graph()
  const x = graph.input('x', [1, channels, ...sides])
  const kernel = graph.weight('kernel', [kernels, channels, 3, 3])
  const y = conv(x, kernel, graph.weight('bias', [kernels]), zeros)
  const u = graph.input('u', y.shape)
  graph.output('y', y)
  graph.output('pulled', gradient(reshape(reduceSum(mul(y, u), [0, 1, 2, 3]), [1]), x))
  const weights = new Map([
    ['kernel', uniformValues([kernels * channels * 9]).data],
    ['bias', uniformValues([kernels]).data],
  ])
  const inputs = { x: uniformValues(x.shape.map(Number)), u: uniformValues(y.shape.map(Number)) }
  return { model: graph.model('test', {}), weights, inputs }
}

async function outputs(
  model: ModelProto,
  weights: ReadonlyMap<string, Float32Array>,
  inputs: Readonly<Record<string, Value>>,
) {
  const loaded = await loadModel(model, weights)
  const results = await loaded.run(inputs)
  await loaded.release()
  return results
}

const tiled = (model: ModelProto) => withConvolutions(model, 'winograd', { tiles: 1 })
const operators = ({ graph }: ModelProto) => (graph?.node ?? []).map(({ opType }) => opType)

describe("a convolution by Winograd's tiles", () => {
  const channels = [
    [64, 128],
    [128, 64],
  ] as const
  const sides = [
    [5, 13],
    [6, 8],
    [7, 6],
    [9, 5],
    [12, 11],
  ]
  const cases = sides.flatMap((own, at) =>
    [1, 0].map(zeros => ({ sides: own, channels: channels[(at + zeros) % 2] ?? channels[0], zeros })),
  )

  test.each(cases)('is the direct one, there and back: $channels channels of $sides with $zeros rows of zeros', async ({
    sides,
    channels,
    zeros,
  }) => {
    const { model, weights, inputs } = convolution(channels, sides, zeros)
    expect(operators(tiled(model)).filter(operator => operator === 'MatMul')).toHaveLength(4)
    const [direct, own] = [await outputs(model, weights, inputs), await outputs(tiled(model), weights, inputs)]
    for (const name of ['y', 'pulled']) {
      expect(own[name]?.shape).toEqual(direct[name]?.shape)
      expect(relativeError(own[name]?.data ?? [], direct[name]?.data ?? [])).toBeLessThan(5e-6)
    }
  })

  test.each([
    [22, 6, 1],
    [23, 9, 1],
    [23, 5, 0],
    [24, 7, 0],
  ])('is so by bands of rows too: %i×%i pixels with %i rows of zeros', async (height, width, zeros) => {
    const { model, weights, inputs } = convolution([64, 64], [height, width], zeros)
    const direct = await outputs(model, weights, inputs)
    // A band has one row of tiles, or two.
    for (const bandBytes of [1, 2 * 4 * 36 * 128 * Math.ceil((width + 2) / 4)]) {
      const banded = withConvolutions(model, 'winograd-all', { tiles: 1, bandBytes })
      expect(operators(banded).filter(operator => operator === 'MatMul').length).toBeGreaterThanOrEqual(8)
      const own = await outputs(banded, weights, inputs)
      for (const name of ['y', 'pulled'])
        expect(relativeError(own[name]?.data ?? [], direct[name]?.data ?? [])).toBeLessThan(5e-6)
    }
  })

  test('has the pull-back as its adjoint', async () => {
    const { model, weights, inputs } = convolution([128, 256], [7, 9], 1)
    const { y, pulled } = await outputs(tiled(model), new Map([...weights, ['bias', new Float32Array(256)]]), inputs)
    const scale = Math.sqrt(dot(y, y) * dot(inputs.u, inputs.u))
    expect(Math.abs(dot(y, inputs.u) - dot(pulled, inputs.x)) / scale).toBeLessThan(1e-6)
  })
})

describe('a loss', () => {
  const specification: LossSpecification = {
    terms: [
      { kind: 'style', tap: 'relu3_2' },
      { kind: 'content', tap: 'conv3_3' },
    ],
    pool: 'avg',
    borders: 'replicate',
  }
  const size = { height: 48, width: 32 }
  const direct = compileLossGraph(specification, size)

  test('has the gradient that its differences show', async () => {
    const inputs = Object.fromEntries(
      (direct.graph?.input ?? []).map(({ name, type }) => {
        const shape = (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => Number(dimValue))
        return [name ?? '', uniformValues(shape)]
      }),
    )
    const loaded = await loadModel(tiled(direct), randomNetwork('conv3_3'))
    const image = inputs.image as Value // an input of every loss
    const here = await loaded.run(inputs)
    const slope = here.gradient as Value // an output of every loss
    const length = Math.sqrt(dot(slope, slope))
    const at = async (step: number) => {
      const moved = image.data.map((value, i) => value + (step * (slope.data[i] ?? 0)) / length)
      return loaded.run({ ...inputs, image: { ...image, data: moved } })
    }
    const STEP = 1 / 16
    const [before, after] = [await at(-STEP), await at(STEP)]
    await loaded.release()
    const rise = ((after.loss?.data[0] ?? 0) - (before.loss?.data[0] ?? 0)) / (2 * STEP)
    expect(rise / length).toBeCloseTo(1, 2)
  })

  test('stays as it is where it is asked for directly, or has too few channels or tiles', () => {
    expect(withConvolutions(direct, 'direct')).toBe(direct)
    expect(operators(withConvolutions(direct, 'winograd'))).toEqual(operators(direct))
    const shallow: LossSpecification = { terms: [{ kind: 'style', tap: 'conv1_2' }], pool: 'max' }
    const wide = compileLossGraph(shallow, { height: 512, width: 512 })
    expect(operators(withConvolutions(wide, 'winograd'))).toEqual(operators(wide))
    expect(transformedKernelBytes(shallow, { height: 512, width: 512 }, 'winograd')).toBe(0)
    expect(withConvolutions(wide, 'winograd-all')).not.toEqual(wide)
  })

  test('takes fewer operations with tiles, and memory for the kernels', () => {
    const large = { height: 256, width: 256 }
    const model = compileLossGraph(specification, large)
    expect(countOperations(withConvolutions(model, 'winograd')) / countOperations(model)).toBeLessThan(0.9)
    // conv2_1 to conv3_3, there and back: four times the kernels.
    expect(transformedKernelBytes(specification, large, 'winograd')).toBe(
      2 * 4 * 36 * (128 * (64 + 128) + 256 * (128 + 256 + 256)),
    )
    expect(transformedKernelBytes(specification, large, 'direct')).toBe(0)
    // Besides conv1_2; conv1_1 has the image's three channels.
    expect(
      transformedKernelBytes(specification, large, 'winograd-all') -
        transformedKernelBytes(specification, large, 'winograd'),
    ).toBe(2 * 4 * 36 * 64 * 64)
  })
})
