import { NstOnnxError } from '../errors.js'
import { VGG19_LAYERS, type Vgg19Convolution, type Vgg19Layer } from '../graphs/vgg19.js'
import { type Convention, inputNormalization, OXFORD, TORCHVISION } from './convention.js'
import type { LayerWeights, NetworkTensors } from './layerWeights.js'
import type { SafetensorsFile } from './safetensors.js'

/** The convolutions of these names, in network order. */
export function convolutions(layers: readonly Vgg19Layer[]): readonly Vgg19Convolution[] {
  return VGG19_LAYERS.filter(({ name }) => layers.includes(name))
}

/** The first of `layers` that the file has no tensors for; nothing where it has them all. */
export function lackedLayer(file: SafetensorsFile, layers: readonly Vgg19Layer[]): Vgg19Layer | undefined {
  const convention = conventionOf(file)
  const lacked = convolutions(layers).find(layer => {
    const prefix = convention?.tensorPrefix(layer)
    return !file.entries.has(`${prefix}.weight`) || !file.entries.has(`${prefix}.bias`)
  })
  return lacked?.name
}

/**
 * Reads the layers asked for, and no others, from a file in Oxford's or torchvision's naming; the names decide which
 * preprocessing applies. Throws NstOnnxError `weights` naming file and tensor where one is missing, has the wrong shape or dtype,
 * or holds values that no trained network has: not finite, huge, or a kernel of zeros.
 */
export async function readNetwork(file: SafetensorsFile, layers: readonly Vgg19Layer[]): Promise<NetworkTensors> {
  const convention = conventionOf(file)
  if (!convention) {
    throw new NstOnnxError('weights-file-foreign', { path: file.file })
  }
  const lacked = lackedLayer(file, layers)
  if (lacked) throw new NstOnnxError('weights-file-lacks-layer', { path: file.file, layer: lacked })
  const loaded = new Map<Vgg19Layer, LayerWeights>()
  for (const layer of convolutions(layers)) {
    const prefix = convention.tensorPrefix(layer)
    const kernel = await readTensor(file, `${prefix}.weight`, [layer.outChannels, layer.inChannels, 3, 3])
    const bias = await readTensor(file, `${prefix}.bias`, [layer.outChannels])
    loaded.set(layer.name, normalizeLayer(convention, { kernel, bias }))
  }
  return { ...inputNormalization(convention), layers: loaded }
}

/** A layer as stored, made to fit its convention's input normalisation. */
export function normalizeLayer({ biasDivisor }: Convention, { kernel, bias }: LayerWeights): LayerWeights {
  return { kernel, bias: bias.map(value => value / biasDivisor) }
}

function conventionOf({ entries }: SafetensorsFile): Convention | undefined {
  return [OXFORD, TORCHVISION].find(({ tensorPrefix }) =>
    VGG19_LAYERS.some(layer => entries.has(`${tensorPrefix(layer)}.weight`)),
  )
}

/** Far beyond any value of VGG-19, whose largest are some tens. */
const ABSURD = 1e4

/** What is wrong with a tensor's values. */
function faultOf(name: string, data: Float32Array | Float64Array): string | undefined {
  // One loop over millions of values, of which few widen their range.
  let [least, most] = [0, 0]
  for (let i = 0; i < data.length; i++) {
    const value = data[i]! // i < data.length
    if (value >= least && value <= most) continue
    if (value < least) least = value
    else most = value
    if (!Number.isFinite(value)) break
  }
  if (!Number.isFinite(most - least)) return 'has values that are not finite'
  const absurd = -least > most ? least : most
  if (Math.abs(absurd) > ABSURD) return `holds ${absurd.toPrecision(3)}, which is no weight of VGG-19`
  if (name.endsWith('.weight') && absurd === 0) return 'is zero everywhere'
  return undefined
}

async function readTensor(file: SafetensorsFile, name: string, shape: readonly number[]): Promise<Float32Array> {
  const stored = file.entries.get(name)?.shape
  if (stored?.join() !== shape.join()) {
    const shapes = { shape: String(stored), wanted: String(shape) }
    throw new NstOnnxError('weights-file-shape', { path: file.file, tensor: name, ...shapes })
  }
  const { data } = await file.tensor(name)
  const fault = faultOf(name, data)
  if (fault) throw new NstOnnxError('weights-file-values', { path: file.file, tensor: name, fault })
  return data instanceof Float32Array ? data : Float32Array.from(data)
}
