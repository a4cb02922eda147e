import { readFile } from 'node:fs/promises'
import { loadNetworkWeights, namedTensors, startNodeSessionHost } from 'nst-onnx'
import { expect, test } from 'vitest'
import { tapsOf } from '../../src/graphs/specification.js'
import { layersUpTo } from '../../src/graphs/taps.js'
import { checkFixture, fixtureSpecification, LIMITS } from '../../src/parity/checkFixture.js'
import { encodeSafetensors, parseSafetensors } from '../../src/weights/safetensors.js'
import { FIXTURES, SHARED_WEIGHTS } from '../cli/nstOnnx.js'

const withMetadata = (metadata: Record<string, string>) =>
  parseSafetensors('some.safetensors', encodeSafetensors({}, metadata))

test("a fixture's metadata names pooling and weights by tap, under any of a tap's names", () => {
  const fixture = withMetadata({ pool: 'avg', style: '{"conv_5": 3, "relu1_1": 2}', content: '{}' })
  expect(fixtureSpecification(fixture)).toEqual({
    pool: 'avg',
    terms: [
      { kind: 'style', tap: 'conv3_1', weight: 3 },
      { kind: 'style', tap: 'relu1_1', weight: 2 },
    ],
  })
})

test.each([
  ['nothing', {}],
  ['another pooling', { pool: 'min', style: '{}', content: '{}' }],
  ['an unknown tap', { pool: 'max', style: '{"conv9_9": 1}' }],
  ['what is no JSON', { pool: 'max', style: 'conv1_1' }],
])('a file whose metadata says %s is no fixture', (_, metadata) => {
  expect(() => fixtureSpecification(withMetadata(metadata))).toThrow(
    /^some\.safetensors is no fixture: .*docs\/verify\.md$/,
  )
})

/** The others are passed over by the committed graph. */
const ofCommittedGraph = FIXTURES.find(path => path.includes('seed_max'))

test.each(
  FIXTURES,
)('%s: the compiled graph, and the committed one of the same loss, agree with float64 autograd', async path => {
  const fixture = parseSafetensors(path, await readFile(path))
  const specification = fixtureSpecification(fixture)
  const layers = layersUpTo(tapsOf(specification)).map(({ name }) => name)
  const network = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers })
  const host = await startNodeSessionHost({ device: 'cpu', threads: 1, weights: new Map(namedTensors(network)) })
  const exported = await readFile(new URL('../../models/vgg19_losses_grad.onnx', import.meta.url))
  for (const graph of path === ofCommittedGraph ? [undefined, exported] : [undefined]) {
    const deviations = await checkFixture(host, fixture, specification, LIMITS.float32, graph)
    expect(deviations.map(({ quantity }) => quantity)).toEqual(expect.arrayContaining(['loss', 'gradient']))
    // Far inside the limit: a CPU's float32 leaves errors of a few 1e-7.
    for (const { error } of deviations) expect(error).toBeLessThan(2e-6)
  }
  await host.release()
})
