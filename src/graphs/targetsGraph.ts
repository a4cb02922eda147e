import { Graph } from './graph.js'
import { gramMatrix } from './losses.js'
import { featureMaps, IMAGE_SHAPE, INPUT_CONVENTIONS, tapped } from './network.js'
import type { ModelProto } from './onnxProto.js'
import { specialize } from './specialize.js'
import type { ImageSize, LossSpecification } from './specification.js'
import { inNetworkOrder } from './taps.js'

/** Which targets a picture is read for: Gram matrices of a style picture, feature maps of a content picture. */
export type TargetsSpecification = Pick<LossSpecification, 'style' | 'content' | 'pool'>

/**
 * The forward-only graph that makes targets: input `image`; outputs `gram.<tap>` [C, C] for each style tap and
 * `features.<tap>` [1, C, height', width'] for each content tap, as the graph of `compileLossGraph` takes them.
 *
 * @param size the picture's size; without it height and width stay symbolic
 */
export function compileTargetsGraph(specification: TargetsSpecification, size?: ImageSize): ModelProto {
  const { pool } = specification
  const style = inNetworkOrder(specification.style)
  const content = inNetworkOrder(specification.content)
  const graph = new Graph()
  const maps = featureMaps(graph, graph.input('image', IMAGE_SHAPE), [...style, ...content], pool)
  for (const tap of style) {
    graph.output(
      `gram.${tap}`,
      graph.within(`style.${tap}`, () => gramMatrix(tapped(maps, tap))),
    )
  }
  for (const tap of content) graph.output(`features.${tap}`, tapped(maps, tap))
  const model = graph.model('vgg19_targets', {
    ...INPUT_CONVENTIONS,
    'nst-onnx.specification': JSON.stringify({ style, content, pool }),
  })
  return size ? specialize(model, size) : model
}
