import { readFile } from 'node:fs/promises'
import type { SessionHost } from 'nst-onnx'
import { beforeAll, expect, test } from 'vitest'
import { SHARED_WEIGHTS } from '../graphs/sharedFixtures.js'
import { expectAgreement, type FixtureCase } from './fixtureCase.js'
import { type OpenPage, openRoom } from './openPage.js'

declare global {
  /** In the page. */
  var host: SessionHost
}

/** A test for each fixture, in one page with a host on wasm. */
export function testFixturesOnWasm(fixtures: readonly FixtureCase[]): void {
  let open: OpenPage
  beforeAll(async () => {
    open = await (await openRoom()).open()
    open.server.extra.set('/vgg19.safetensors', await readFile(SHARED_WEIGHTS))
    const layers = [...new Set(fixtures.flatMap(fixture => fixture.layers))]
    await open.page.evaluate(async layers => {
      const network = await nst.loadNetworkWeights({ weights: '/vgg19.safetensors', layers })
      globalThis.host = await nst.startWebSessionHost({
        device: 'wasm',
        threads: 1,
        weights: new Map(nst.namedTensors(network)),
      })
    }, layers)
  })

  test.each(fixtures)('wasm agrees with float64 autograd: $name', async ({ expected, ...question }) => {
    const evaluation = await open.page.evaluate(async ({ specification, pictures }) => {
      const loss = await nst.createLossFunction(globalThis.host, specification, pictures.image)
      await loss.setTargets(pictures)
      const evaluation = await loss.lossAndGradient(pictures.image.pixels)
      await loss.release()
      return evaluation
    }, question)
    expectAgreement(evaluation, expected)
    expect(open.problems).toEqual([])
  })
}
