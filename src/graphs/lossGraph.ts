import { gradient } from './gradient.js'
import { Graph, type Tensor } from './graph.js'
import type { ImageSize } from './imageSize.js'
import { maskName, masksAtTaps } from './masks.js'
import { featureMaps, IMAGE_SHAPE, INPUT_CONVENTIONS, tapped } from './network.js'
import type { ModelProto } from './onnxProto.js'
import { add, concat, mul, sub } from './operators.js'
import { specialize } from './specialize.js'
import { canonicalSpecification, type LossSpecification, tapsOf, termNames } from './specification.js'
import { TAPS } from './taps.js'
import { type LossTerm, readsTap, targetName, termName } from './terms/lossTerm.js'
import { meanSquare } from './terms/sums.js'
import type { TapKind } from './terms/termKind.js'
import { TERM_KINDS } from './terms/termKinds.js'

/**
 * The graph of one evaluation: inputs `image`, and for each term its weight and its targets, and for each region its mask; outputs
 * `loss` [1], `terms` [number of terms] (weighted, in the order of `termNames`) and `gradient` [1, 3, height, width] of the loss
 * with respect to the image.
 *
 * @param size the picture's size; without it height and width stay symbolic
 */
export function compileLossGraph(specification: LossSpecification, size?: ImageSize): ModelProto {
  const graph = new Graph()
  const image = graph.input('image', IMAGE_SHAPE)
  const canonical = canonicalSpecification(specification)
  const maps = featureMaps(graph, image, tapsOf(canonical), canonical)
  const maskAt = masksAtTaps(graph)
  const unweighted = (term: LossTerm): Tensor => {
    if (!readsTap(term)) return TERM_KINDS[term.kind].term(image, canonical.borders)
    const { read, compare, targets }: TapKind = TERM_KINDS[term.kind]
    const { tap, region } = term
    const map = tapped(maps, tap)
    const mask = region === undefined ? undefined : maskAt(maskName(region), tap)
    if (compare) {
      const shape = compare.shape(Number(map.shape[1]))
      const given = targets.map(name => [name, graph.input(targetName(name, term), shape)] as const)
      return compare.term(map, Object.fromEntries(given), mask)
    }
    return Object.entries(read(map, mask))
      .map(([name, value]) => meanSquare(sub(value, graph.input(targetName(name, term), value.shape))))
      .reduce((sum, part) => add(sum, part))
  }
  const terms = canonical.terms.map(term => {
    const name = termName(term)
    const weighted = graph.within(name, () => mul(unweighted(term), graph.input(`weight.${name}`, [1])))
    return { depth: readsTap(term) ? TAPS.indexOf(term.tap) : -1, weighted }
  })
  const [first, ...rest] = terms.map(({ weighted }) => weighted)
  if (!first) throw new Error('a loss needs at least one term')
  // The deepest term first: the sweep then builds what shallow terms contribute to a cotangent before what comes from the layers
  // behind them. ONNX Runtime computes the operand of a sum first that was built last, so a shallow contribution, as large as
  // the map, comes into being when it is added and does not wait while all deeper layers are computed.
  const deepestFirst = terms.toSorted((a, b) => b.depth - a.depth).map(({ weighted }) => weighted)
  const loss = graph.within('loss', () => deepestFirst.reduce((sum, term) => add(sum, term)))
  graph.output('loss', loss)
  graph.output(
    'terms',
    graph.within('loss', () => concat([first, ...rest])),
  )
  graph.output('gradient', gradient(loss, image))
  const model = graph.model('vgg19_losses_grad', {
    ...INPUT_CONVENTIONS,
    ...definitions(canonical),
    'nst-onnx.specification': JSON.stringify(canonical),
    'nst-onnx.terms': termNames(canonical).join(','),
  })
  return size ? specialize(model, size) : model
}

/** How to read the graph's values, for whoever opens the file without this project at hand. docs/graph.md says more. */
function definitions({ terms }: LossSpecification): Record<string, string> {
  const all = terms.flatMap(({ kind }) => Object.entries(TERM_KINDS[kind].definitions))
  return Object.fromEntries(all.map(([name, definition]) => [`nst-onnx.${name}`, definition]))
}
