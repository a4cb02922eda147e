import type { Graph, Tensor } from './graph.js'
import { add, averagePool, conv, maxPool, mirrorBorder, mul, relu, wrapBorder } from './operators.js'
import type { NetworkForm } from './specification.js'
import { layersUpTo, reluTap, type Tap } from './taps.js'
import { INPUT_OFFSET, INPUT_SCALE } from './vgg19.js'

/** The graphs' `image` input. */
export const IMAGE_SHAPE = [1, 3, 'height', 'width'] as const

/** How to feed the network, for whoever opens the file without this project at hand. */
export const INPUT_CONVENTIONS = {
  'nst-onnx.image':
    'float32 [1,3,height,width], RGB, values in [0,1]; network input = image * input.scale + input.offset',
  'nst-onnx.weights': 'external data, one raw little-endian float32 file a tensor, named as the tensor; kernels OIHW',
}

/**
 * The blocks whose convolutions see their input mirrored where borders are replicated, as the very first one does. Zeros beyond a map are
 * an edge to the layer that reads it, and the optimiser paints a strip along the picture's own that makes up for it. Earlier maps are
 * large and dear to copy, and their zeros reach two pixels into the picture; later ones have too few rows in small pictures.
 */
const MIRRORED_BLOCKS: readonly number[] = [3, 4]

/**
 * VGG-19 from the image [1, 3, height, width] to the deepest of the taps; nothing beyond it is computed. Weights are
 * external data under the names `convB_K.weight` (OIHW) and `convB_K.bias`.
 *
 * @returns each tap's feature map [1, channels, height', width']
 */
export function featureMaps(
  graph: Graph,
  image: Tensor,
  taps: readonly Tap[],
  { pool, borders }: NetworkForm,
): Map<Tap, Tensor> {
  const maps = new Map<Tap, Tensor>()
  const layers = layersUpTo(taps)
  let x = graph.within('input', () =>
    add(mul(image, graph.weight(INPUT_SCALE, [1, 3, 1, 1])), graph.weight(INPUT_OFFSET, [1, 3, 1, 1])),
  )
  for (const [position, { name, block, inChannels, outChannels }] of layers.entries()) {
    const rectified = reluTap(name)
    const isTapped = taps.includes(rectified)
    const following = layers[position + 1]
    const endsBlock = following !== undefined && following.block !== block
    const input = x
    const convolved = graph.within(name, () => {
      const kernel = graph.weight(`${name}.weight`, [outChannels, inChannels, 3, 3])
      const bias = graph.weight(`${name}.bias`, [outChannels])
      const isMirrored = borders === 'replicate' && (position === 0 || MIRRORED_BLOCKS.includes(block))
      if (isMirrored) return conv(mirrorBorder(input), kernel, bias, 0)
      return borders === 'circular' ? conv(wrapBorder(input), kernel, bias, 0) : conv(input, kernel, bias)
    })
    const rectify = (map: Tensor) => graph.within(rectified, () => relu(map))
    const shrink = (map: Tensor) => graph.within(`pool${block}`, () => (pool === 'max' ? maxPool : averagePool)(map))
    if (taps.includes(name)) maps.set(name, convolved)
    if (!following && !isTapped) break
    if (endsBlock && pool === 'max' && !isTapped) {
      // The maximum of rectified values is the rectified maximum, of a quarter of the size.
      x = rectify(shrink(convolved))
      continue
    }
    x = rectify(convolved)
    if (isTapped) maps.set(rectified, x)
    if (endsBlock) x = shrink(x)
  }
  return maps
}

/** The feature map of a tap that was asked for. */
export function tapped(maps: ReadonlyMap<Tap, Tensor>, tap: Tap): Tensor {
  const map = maps.get(tap)
  if (!map) throw new Error(`${tap} was not computed`)
  return map
}
