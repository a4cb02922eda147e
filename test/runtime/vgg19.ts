import { fileURLToPath } from 'node:url'
import {
  createLossFunction,
  type LossFunction,
  loadNetworkWeights,
  namedTensors,
  type Planes,
  type SessionHost,
  startNodeSessionHost,
} from 'nst-onnx'
import { tapsOf } from '../../src/graphs/specification.js'
import { layersUpTo } from '../../src/graphs/taps.js'
import { uniformSource } from '../../src/random.js'
import { resolveSettings } from '../../src/requests/settings.js'

export const SHARED_WEIGHTS = fileURLToPath(new URL('../../../shared/weights/vgg19.safetensors', import.meta.url))
export const CMU = resolveSettings({ preset: 'cmu' }).specification

/** A host with the weights that the preset cmu needs, on one thread: on small pictures a second only waits. */
export async function cmuHost(): Promise<SessionHost> {
  const layers = layersUpTo(tapsOf(CMU)).map(({ name }) => name)
  const network = await loadNetworkWeights({ weights: SHARED_WEIGHTS, layers })
  return startNodeSessionHost({ device: 'cpu', threads: 1, weights: new Map(namedTensors(network)) })
}

/** Uniform noise. */
export function noise(height: number, width: number, seed: number): Planes {
  const uniform = uniformSource(seed)
  return { height, width, pixels: Float32Array.from({ length: 3 * height * width }, uniform) }
}

/** The preset's loss with targets from two noise pictures of this size. */
export async function cmuLoss(
  host: SessionHost,
  height: number,
  width: number,
  exported?: Uint8Array,
): Promise<LossFunction> {
  const loss = await createLossFunction(host, CMU, { height, width }, exported)
  await loss.setTargets({ content: noise(height, width, 11), style: noise(height, width, 12) })
  return loss
}
