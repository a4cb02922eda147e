import { readFile } from 'node:fs/promises'
import {
  createLossFunction,
  type LossEvaluation,
  loadNetworkWeights,
  namedTensors,
  type SessionHost,
  startNodeSessionHost,
} from 'nst-onnx'
import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { SHARED_WEIGHTS } from '../stylize/pictures.js'
import { countBuffers } from './countBuffers.js'
import type { Question } from './fixtureCase.js'
import { type OpenPage, openRoom } from './openPage.js'

declare global {
  /** In the page. */
  var host: SessionHost
}

/** A page with a host on the GPU as `host`, and a count of the buffers that its worker makes there. */
export interface GpuHost extends OpenPage {
  readonly buffers: Awaited<ReturnType<typeof countBuffers>>
}

/** Starts a host with the weights of these layers. */
export async function openGpuHost(layers: readonly Vgg19Layer[]): Promise<GpuHost> {
  const open = await (await openRoom()).open()
  open.server.extra.set('/vgg19.safetensors', await readFile(SHARED_WEIGHTS))
  const [worker] = await Promise.all([
    open.page.waitForEvent('worker'),
    open.page.evaluate(async layers => {
      const network = await nst.loadNetworkWeights({ weights: '/vgg19.safetensors', layers })
      globalThis.host = await nst.startWebSessionHost({ device: 'webgpu', weights: new Map(nst.namedTensors(network)) })
    }, layers),
  ])
  return { ...open, buffers: await countBuffers(worker) }
}

/** Evaluates in the page on `host`, after other targets, which the right ones take the place of; all is released then. */
export function evaluateOnGpu({ page }: GpuHost, question: Question): Promise<LossEvaluation> {
  return page.evaluate(async ({ specification, pictures }) => {
    const loss = await nst.createLossFunction(globalThis.host, specification, pictures.image)
    await loss.setTargets({ content: pictures.image, style: pictures.image })
    await loss.setTargets(pictures)
    const evaluation = await loss.lossAndGradient(pictures.image.pixels)
    await loss.release()
    return evaluation
  }, question)
}

/** This machine's CPU under Node agrees with float64 autograd at the fixtures' full size (test/graphs). */
export async function evaluateInNode({ layers, specification, pictures }: Question): Promise<LossEvaluation> {
  const network = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers })
  const host = await startNodeSessionHost({ device: 'cpu', weights: new Map(namedTensors(network)) })
  const loss = await createLossFunction(host, specification, pictures.image)
  await loss.setTargets(pictures)
  const evaluation = await loss.lossAndGradient(pictures.image.pixels)
  await host.release()
  return evaluation
}
