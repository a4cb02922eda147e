import { createLossFunction, type LossSpecification, startNodeSessionHost } from 'nst-onnx'
import { expect, test } from 'vitest'
import { tryConvolutions } from '../../dist/node/devices/tryConvolutions.js'
import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { CONVOLUTIONS } from '../../src/graphs/convolutions.js'
import { relativeError } from '../../src/parity/deviation.js'
import { randomNetwork } from '../graphs/randomNetwork.js'
import { noise } from './vgg19.js'

const SHALLOW = [
  { kind: 'style', tap: 'relu2_1', weight: 1e3 },
  { kind: 'moments', tap: 'conv2_2' },
  { kind: 'content', tap: 'conv3_2', weight: 0.1 },
] as const
const DEEP = [
  { kind: 'style', tap: 'relu3_1', weight: 1e3 },
  { kind: 'moments', tap: 'conv3_3' },
  { kind: 'style', tap: 'relu4_1', weight: 1e3 },
  { kind: 'content', tap: 'conv4_2', weight: 0.1 },
] as const

// Borders are each layer's own affair: once is enough for the deep ones, which are slow to load.
test.each([
  ['max', 'zero', 75, 61, 'conv4_2', DEEP],
  ['avg', 'replicate', 75, 61, 'conv3_2', SHALLOW],
  ['avg', 'circular', 64, 96, 'conv3_2', SHALLOW],
] as const)("Winograd's tiles give the whole loss, and read its targets, with %s pooling and borders of %s up to rounding", async (pool, borders, height, width, deepest, terms) => {
  const host = await startNodeSessionHost({ device: 'cpu', threads: 2, weights: randomNetwork(deepest) })
  const specification: LossSpecification = { terms, pool, borders }
  const evaluations = []
  for (const convolutions of CONVOLUTIONS) {
    const how = { convolutions, leastTiles: 1 }
    const loss = await createLossFunction(host, specification, { height, width }, undefined, how)
    await loss.setTargets({ content: noise(height, width, 2), style: noise(50, 48, 3) })
    evaluations.push(await loss.lossAndGradient(noise(height, width, 1).pixels))
  }
  await host.release()
  const [direct, ...byTiles] = evaluations
  if (!direct) throw new Error('directly is one of the ways')
  for (const tiled of byTiles) {
    const terms = new Map(Object.entries(tiled.terms))
    for (const [name, value] of Object.entries(direct.terms))
      expect(relativeError([terms.get(name) ?? 0], [value])).toBeLessThan(1e-4)
    expect(relativeError(tiled.gradient, direct.gradient)).toBeGreaterThan(0)
    expect(relativeError(tiled.gradient, direct.gradient)).toBeLessThan(1e-3) // some rectifiers choose otherwise
  }
})

test('a trial says which way a machine is faster with', async () => {
  expect(CONVOLUTIONS).toContain(await tryConvolutions(nodeRuntime, 1))
})
