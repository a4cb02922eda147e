import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { SHARED_WEIGHTS } from '../graphs/sharedFixtures.js'
import { expectAgreement, FIXTURES } from './fixtureCase.js'
import { type OpenPage, openRoom } from './openPage.js'

// For WebGPU see webgpu.test.ts.

let open: OpenPage
beforeAll(async () => {
  open = await (await openRoom()).open()
  open.server.extra.set('/vgg19.safetensors', await readFile(SHARED_WEIGHTS))
})

test.each(FIXTURES)('wasm agrees with float64 autograd: $name', async ({ expected, ...question }) => {
  const evaluation = await open.page.evaluate(async ({ layers, specification, pictures, weights }) => {
    const network = await nst.loadNetworkWeights({ weights: '/vgg19.safetensors', layers })
    const host = await nst.startWebSessionHost({ device: 'wasm', weights: new Map(nst.namedTensors(network)) })
    const loss = await nst.createLossFunction(host, specification, pictures.image)
    await loss.setTargets(pictures)
    await loss.setWeights(weights)
    const evaluation = await loss.lossAndGradient(pictures.image.pixels)
    await host.release()
    return evaluation
  }, question)
  expectAgreement(evaluation, expected)
  expect(open.problems).toEqual([])
})
