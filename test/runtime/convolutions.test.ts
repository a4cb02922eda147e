import { createLossFunction, type LossSpecification, startNodeSessionHost } from 'nst-onnx'
import { expect, test } from 'vitest'
import { tryConvolutions } from '../../dist/node/devices/tryConvolutions.js'
import { nodeRuntime } from '../../dist/node/engine/nodeRuntime.js'
import { CONVOLUTIONS } from '../../src/graphs/convolutions.js'
import { relativeError } from '../../src/parity/deviation.js'
import { randomNetwork } from '../graphs/randomNetwork.js'
import { noise } from './vgg19.js'

test.each([
  ['max', 'zero', 75, 61],
  ['avg', 'replicate', 75, 61],
  ['avg', 'circular', 64, 96],
] as const)("Winograd's tiles give the whole loss with %s pooling and borders of %s up to rounding", async (pool, borders, height, width) => {
  const host = await startNodeSessionHost({ device: 'cpu', threads: 2, weights: randomNetwork('conv4_2') })
  const specification: LossSpecification = {
    terms: [
      { kind: 'style', tap: 'relu3_1', weight: 1e3 },
      { kind: 'moments', tap: 'conv3_3' },
      { kind: 'style', tap: 'relu4_1', weight: 1e3 },
      { kind: 'content', tap: 'conv4_2', weight: 0.1 },
    ],
    pool,
    borders,
  }
  const evaluations = []
  for (const convolutions of CONVOLUTIONS) {
    const how = { convolutions, leastTiles: 1 }
    const loss = await createLossFunction(host, specification, { height, width }, undefined, how)
    await loss.setTargets({ content: noise(height, width, 2), style: noise(50, 48, 3) })
    evaluations.push(await loss.lossAndGradient(noise(height, width, 1).pixels))
  }
  await host.release()
  const [direct, tiled] = evaluations
  if (!direct || !tiled) throw new Error('there are two evaluations')
  for (const [name, value] of Object.entries(direct.terms))
    expect(relativeError([Object.entries(tiled.terms).find(([own]) => own === name)?.[1] ?? 0], [value])).toBeLessThan(
      1e-4,
    )
  expect(relativeError(tiled.gradient, direct.gradient)).toBeGreaterThan(0)
  expect(relativeError(tiled.gradient, direct.gradient)).toBeLessThan(1e-3) // some rectifiers choose otherwise
})

test('a trial says which way a machine is faster with', async () => {
  expect(CONVOLUTIONS).toContain(await tryConvolutions(nodeRuntime, 1))
})
