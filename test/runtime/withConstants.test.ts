import { createLossFunction, type LossFunction, loadNetworkWeights, namedTensors } from 'nst-onnx'
import type { InferenceSession } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { tapsOf } from '../../src/graphs/specification.js'
import { layersUpTo } from '../../src/graphs/taps.js'
import { nodeRuntime } from '../../src/node/engine/nodeRuntime.js'
import { sessionOptions } from '../../src/runtime/devices.js'
import { openSessions } from '../../src/runtime/openSessions.js'
import { CMU, noise, SHARED_WEIGHTS } from './vgg19.js'

// Its content maps are larger than what is sent for every run.
const SIDE = 96

test('on a device that holds no tensors, maps are constants of the graph, and the loss is the same', async () => {
  const network = await loadNetworkWeights({
    weights: SHARED_WEIGHTS,
    layers: layersUpTo(tapsOf(CMU)).map(l => l.name),
  })
  const weights = new Map(namedTensors(network))
  const graphs: InferenceSession.SessionOptions[] = []
  // The CPU stands in for the device: what counts is which way a target takes.
  const runtime = {
    ...nodeRuntime,
    start: () => sessionOptions('cpu', 1),
    create: (model: Uint8Array, options: InferenceSession.SessionOptions) => {
      graphs.push(options)
      return nodeRuntime.create(model, options)
    },
  }
  const device = await openSessions(runtime, { device: 'cuda', threads: 1, weights })
  const cpu = await openSessions(runtime, { device: 'cpu', threads: 1, weights })
  const [there, here] = [await lossOn(device), await lossOn(cpu)]

  const contents = [noise(SIDE, SIDE, 2), noise(SIDE, SIDE, 3)]
  const style = noise(SIDE, SIDE, 4)
  const losses: number[] = []
  for (const content of contents) {
    for (const loss of [there, here]) await loss.setTargets({ content, style })
    const { pixels } = noise(SIDE, SIDE, 1)
    const evaluation = await there.lossAndGradient(pixels)
    expect(evaluation).toEqual(await here.lossAndGradient(pixels))
    losses.push(evaluation.loss)
  }
  expect(losses[0]).not.toBe(losses[1])
  const external = graphs.map(({ externalData }) =>
    externalData?.map(entry => (typeof entry === 'object' && 'path' in entry ? entry.path : '')),
  )
  expect(external.filter(paths => paths?.includes('features.conv2_2'))).toHaveLength(contents.length)
  for (const host of [device, cpu]) await host.release()
})

async function lossOn(host: Awaited<ReturnType<typeof openSessions>>): Promise<LossFunction> {
  return createLossFunction(host, CMU, { height: SIDE, width: SIDE })
}
