import { INPUT_OFFSET, INPUT_SCALE, VGG19_LAYERS, type Vgg19Layer } from '../graphs/vgg19.js'

/** One convolution: kernel [out, in, 3, 3] (OIHW, RGB input order) and bias [out]. */
export interface LayerWeights {
  readonly kernel: Float32Array
  readonly bias: Float32Array
}

/** How an image enters the network, and its convolutions. */
export interface NetworkTensors {
  /** Network input is `image * scale + offset` per RGB channel, image in [0, 1]; shape [3]. */
  readonly scale: Float32Array
  readonly offset: Float32Array
  /** The layers that were asked for, and no others, in network order. */
  readonly layers: ReadonlyMap<Vgg19Layer, LayerWeights>
}

/** What the runtime is given. */
export interface NetworkWeights extends NetworkTensors {
  /** Oxford's VGG-19 (in either convention), or filters fitted to the input pictures. */
  readonly source: 'vgg19' | 'fitted'
  /** Where they came from, for people: a path or `cache`. */
  readonly origin: string
  /** The hash of `namedTensors`' float32 values: the same tensors have the same hash, whatever file they came from. */
  readonly sha256: string
}

/** Every tensor under its exported name, in network order: input.scale, input.offset, then each layer's weight and bias. */
export function* namedTensors({ scale, offset, layers }: NetworkTensors): Iterable<readonly [string, Float32Array]> {
  yield [INPUT_SCALE, scale]
  yield [INPUT_OFFSET, offset]
  for (const { name } of VGG19_LAYERS) {
    const layer = layers.get(name)
    if (!layer) continue
    yield [`${name}.weight`, layer.kernel]
    yield [`${name}.bias`, layer.bias]
  }
}
