import { Graph } from './graph.js'
import type { ImageSize } from './imageSize.js'
import { maskName, masksAtTaps } from './masks.js'
import { featureMaps, IMAGE_SHAPE, INPUT_CONVENTIONS, tapped } from './network.js'
import type { ModelProto } from './onnxProto.js'
import { specialize } from './specialize.js'
import { canonicalSpecification, type LossSpecification, tapsOf } from './specification.js'
import { readsTap, targetName, termName } from './terms/lossTerm.js'
import { TERM_KINDS } from './terms/termKinds.js'

/**
 * The forward-only graph that makes targets: input `image`, and `mask.<region>` for each region; outputs what each term reads, such
 * as `gram.<tap>` [C, C] and `features.<tap>` [1, C, height', width'], as the graph of `compileLossGraph` takes them.
 *
 * @param specification its terms without a target are passed over
 * @param size the picture's size; without it height and width stay symbolic
 */
export function compileTargetsGraph(specification: LossSpecification, size?: ImageSize): ModelProto {
  const { terms, ...form } = canonicalSpecification(specification)
  const read = { ...form, terms: terms.filter(readsTap) }
  const graph = new Graph()
  const maps = featureMaps(graph, graph.input('image', IMAGE_SHAPE), tapsOf(read), form)
  const maskAt = masksAtTaps(graph)
  for (const term of read.terms) {
    const { kind, tap, region } = term
    const mask = region === undefined ? undefined : maskAt(maskName(region), tap)
    const values = graph.within(termName(term), () => TERM_KINDS[kind].read(tapped(maps, tap), mask))
    for (const [name, value] of Object.entries(values)) graph.output(targetName(name, term), value)
  }
  const model = graph.model('vgg19_targets', { ...INPUT_CONVENTIONS, 'nst-onnx.specification': JSON.stringify(read) })
  return size ? specialize(model, size) : model
}
