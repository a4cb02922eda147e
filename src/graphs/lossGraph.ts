import { gradient } from './gradient.js'
import { Graph, type Tensor } from './graph.js'
import { contentTerm, styleTerm, totalVariation } from './losses.js'
import { featureMaps, IMAGE_SHAPE, INPUT_CONVENTIONS, tapped } from './network.js'
import type { ModelProto } from './onnxProto.js'
import { add, concat, mul } from './operators.js'
import { specialize } from './specialize.js'
import {
  canonicalSpecification,
  type ImageSize,
  type LossSpecification,
  type TermName,
  termNames,
} from './specification.js'
import { layerOf, TAPS } from './taps.js'

/** How to read the graph's values, for whoever opens the file without this project at hand. docs/graph.md says more. */
const LOSS_CONVENTIONS = {
  'nst-onnx.gram': 'F F^T / (C H W), F the tap as C x (H W)',
  'nst-onnx.style-term': 'weight * mean((G - gram)^2)',
  'nst-onnx.content-term': 'weight * mean((F - features)^2)',
  'nst-onnx.tv-term': 'weight * (sum of squared differences of neighbours, both directions) / (3 H W)',
}

/**
 * The graph of one evaluation: inputs `image`, a target and a weight for each term; outputs `loss` [1], `terms` [number of
 * terms] (weighted, in the order of `termNames`) and `gradient` [1, 3, height, width] of the loss with respect to the image.
 *
 * @param size the picture's size; without it height and width stay symbolic
 */
export function compileLossGraph(specification: LossSpecification, size?: ImageSize): ModelProto {
  const graph = new Graph()
  const image = graph.input('image', IMAGE_SHAPE)
  const canonical = canonicalSpecification(specification)
  const { style, content, pool } = canonical
  const maps = featureMaps(graph, image, [...style, ...content], pool)
  const terms = [
    ...style.map(tap => {
      const { outChannels } = layerOf(tap)
      const target = graph.input(`gram.${tap}`, [outChannels, outChannels])
      const term = weighted(graph, `style.${tap}`, () => styleTerm(tapped(maps, tap), target))
      return { depth: TAPS.indexOf(tap), term }
    }),
    ...content.map(tap => {
      const map = tapped(maps, tap)
      const target = graph.input(`features.${tap}`, map.shape)
      const term = weighted(graph, `content.${tap}`, () => contentTerm(map, target))
      return { depth: TAPS.indexOf(tap), term }
    }),
    ...(canonical.totalVariation ? [{ depth: -1, term: weighted(graph, 'tv', () => totalVariation(image)) }] : []),
  ]
  const [first, ...rest] = terms.map(({ term }) => term)
  if (!first) throw new Error('a loss needs at least one term')
  // The deepest term first: the sweep then builds what shallow terms contribute to a cotangent before what comes from the layers
  // behind them. ONNX Runtime computes the operand of a sum first that was built last, so a shallow contribution, as large as
  // the map, comes into being when it is added and does not wait while all deeper layers are computed.
  const deepestFirst = terms.toSorted((a, b) => b.depth - a.depth).map(({ term }) => term)
  const loss = graph.within('loss', () => deepestFirst.reduce((sum, term) => add(sum, term)))
  graph.output('loss', loss)
  graph.output(
    'terms',
    graph.within('loss', () => concat([first, ...rest])),
  )
  graph.output('gradient', gradient(loss, image))
  const model = graph.model('vgg19_losses_grad', {
    ...INPUT_CONVENTIONS,
    ...LOSS_CONVENTIONS,
    'nst-onnx.specification': JSON.stringify(canonical),
    'nst-onnx.terms': termNames(canonical).join(','),
  })
  return size ? specialize(model, size) : model
}

function weighted(graph: Graph, name: TermName, term: () => Tensor): Tensor {
  return graph.within(name, () => mul(term(), graph.input(`weight.${name}`, [1])))
}
