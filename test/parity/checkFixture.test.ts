import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { loadNetworkWeights, namedTensors, startNodeSessionHost } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { tapsOf } from '../../src/graphs/specification.js'
import { layersUpTo } from '../../src/graphs/taps.js'
import { checkFixture } from '../../src/parity/checkFixture.js'
import { LIMITS } from '../../src/parity/deviation.js'
import { readFixture } from '../../src/parity/fixture.js'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { SHARED_WEIGHTS } from '../cli/nstOnnx.js'
import { fixturePaths } from '../graphs/sharedFixtures.js'

/** The others are passed over by the committed graph. */
const OF_COMMITTED_GRAPH = 'seed_max_64x48.safetensors'
/** Its gradient jumps within float32's rounding of the image: see docs/verify.md. */
const AT_A_TIE = 'moments.safetensors'

const paths = [...(await fixturePaths()), ...(await fixturePaths(2))]
const fixtures = await Promise.all(
  paths.map(async path => {
    const file = parseSafetensors(path, await readFile(path))
    return { name: basename(path), file, fixture: readFixture(file) }
  }),
)

/** Every layer that a fixture reads. */
const layers = layersUpTo(fixtures.flatMap(({ fixture }) => tapsOf(fixture.specification))).map(({ name }) => name)
const network = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers })
const host = await startNodeSessionHost({ device: 'cpu', threads: 1, weights: new Map(namedTensors(network)) })
afterAll(() => host.release())

test('there are fixtures of both forms', () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(8)
})

test.each(
  fixtures,
)('$name: the compiled graph, and the committed one of the same loss, agree with float64 autograd', async ({
  name,
  file,
  fixture,
}) => {
  const exported = await readFile(new URL('../../models/vgg19_losses_grad.onnx', import.meta.url))
  for (const graph of name === OF_COMMITTED_GRAPH ? [undefined, exported] : [undefined]) {
    const { deviations } = await checkFixture(host, file, fixture, LIMITS.float32, {
      ...(graph && { exported: graph }),
    })
    expect(deviations.map(({ quantity }) => quantity)).toEqual(expect.arrayContaining(['loss', 'gradient']))
    expect(deviations.filter(({ ok }) => !ok)).toEqual([])
    // Far inside the limit: a CPU's float32 leaves errors of a few 1e-7.
    const plain = deviations.filter(({ quantity }) => name !== AT_A_TIE || !quantity.startsWith('gradient'))
    for (const { error } of plain) expect(error).toBeLessThan(2e-6)
  }
})

test.each(
  fixtures.filter(({ name }) => name.startsWith('uneven')),
)("$name: so does one by Winograd's tiles, within the limits of that", async ({ file, fixture }) => {
  const { deviations } = await checkFixture(host, file, fixture, LIMITS.winograd, { convolutions: 'winograd' })
  expect(deviations.filter(({ ok }) => !ok)).toEqual([])
})

test('tilesdeep.safetensors: so does an evaluation by windows', async () => {
  const { file, fixture } = fixtures.find(({ name }) => name === 'tilesdeep.safetensors') ?? {}
  if (!file || !fixture) throw new Error('there is no tilesdeep.safetensors')
  const { deviations, windows } = await checkFixture(host, file, fixture, LIMITS.float32, { window: 96 })
  expect(windows).toBeGreaterThanOrEqual(4)
  for (const { error } of deviations) expect(error).toBeLessThan(1e-6)
})
