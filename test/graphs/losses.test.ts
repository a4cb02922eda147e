import { describe, expect, test } from 'vitest'
import { Graph, type Tensor } from '../../src/graphs/graph.js'
import { gramMatrix } from '../../src/graphs/terms/styleTerm.js'
import type { ImageKind, TapKind } from '../../src/graphs/terms/termKind.js'
import { TERM_KINDS } from '../../src/graphs/terms/termKinds.js'
import { totalVariation } from '../../src/graphs/terms/totalVariationTerm.js'
import { gradientError, TOLERANCE } from './checkGradient.js'
import { startRandomValues, uniformValues } from './randomValues.js'
import { loadModel, type Value } from './runModel.js'

startRandomValues()

async function evaluated(term: (x: Tensor) => Tensor, x: Value): Promise<Value> {
  const graph = new Graph()
  graph.output('y', term(graph.input('x', x.shape)))
  const model = await loadModel(graph.model('loss', {}))
  const { y } = await model.run({ x })
  await model.release()
  if (!y) throw new Error('the graph has no output y')
  return y
}

const constant = ({ graph }: Tensor, { shape, data }: Value) => graph.constant([...data], 'float', shape)

const TAP_KINDS = Object.entries<TapKind | ImageKind>(TERM_KINDS).filter(
  (entry): entry is [string, TapKind] => 'read' in entry[1],
)

describe.each([[[1, 3, 4, 6]], [[1, 4, 3, 5]], [[1, 2, 1, 7]], [[1, 3, 1, 1]]])('of a map %j', shape => {
  const channels = shape[1] ?? 0
  const map = uniformValues(shape)

  test('the Gram matrix has the gradient of its differences', async () => {
    expect(await gradientError(gramMatrix, map)).toBeLessThan(TOLERANCE)
  })

  test.each(TAP_KINDS)('what the term %s reads has the gradient of its differences, whole and masked', async (_, {
    read,
  }) => {
    const mask = { shape: [1, 1, ...shape.slice(2)], data: uniformValues(shape.slice(2)).data.map(Math.abs) }
    for (const name of Object.keys(read(constant(new Graph().input('x', [1]), map)))) {
      const value = (x: Tensor, given?: Tensor) => read(x, given)[name] as Tensor
      expect(await gradientError(x => value(x), map)).toBeLessThan(TOLERANCE)
      expect(await gradientError(x => value(x, constant(x, mask)), map)).toBeLessThan(TOLERANCE)
    }
  })

  test('the Gram matrix holds mean products of channels, divided by the number of channels', async () => {
    const positions = map.data.length / channels
    const channel = (c: number) => map.data.subarray(c * positions, (c + 1) * positions)
    const { data } = await evaluated(gramMatrix, map)
    for (const [at, value] of data.entries()) {
      const [a, b] = [channel(Math.floor(at / channels)), channel(at % channels)]
      const product = a.reduce((sum, x, position) => sum + x * (b[position] ?? 0), 0)
      expect(value).toBeCloseTo(product / map.data.length, 6)
    }
  })
})

test.each([
  [[1, 3, 4, 6]],
  [[1, 3, 5, 3]],
  [[1, 3, 2, 2]],
  [[1, 3, 1, 4]],
])('total variation of an image %j has the gradient of its differences', async shape => {
  expect(await gradientError(totalVariation, uniformValues(shape))).toBeLessThan(TOLERANCE)
})

test('total variation is the squared difference of neighbours over the number of values', async () => {
  const image = { shape: [1, 3, 2, 3], data: Float32Array.of(1, 2, 4, 1, 1, 1, ...Array(12).fill(7)) }
  // First row 1 and 4, second row 0, columns 0, 1 and 9.
  expect((await evaluated(totalVariation, image)).data[0]).toBeCloseTo((1 + 4 + 0 + 1 + 9) / 18, 6)
})
