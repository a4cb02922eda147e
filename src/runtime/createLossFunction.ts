import type { ImageSize } from '../graphs/imageSize.js'
import { compileLossGraph } from '../graphs/lossGraph.js'
import { ModelProto } from '../graphs/onnxProto.js'
import { specialize } from '../graphs/specialize.js'
import {
  canonicalSpecification,
  type LossSpecification,
  readOff,
  termNames,
  termWeights,
} from '../graphs/specification.js'
import { readsTap, type TermName } from '../graphs/terms/lossTerm.js'
import { extensionOf } from '../graphs/wholeCells.js'
import { windowsOf } from '../graphs/windowPlan.js'
import { withConvolutions } from '../graphs/withConvolutions.js'
import { extendedLossFunction } from './extendedLossFunction.js'
import type { EvaluationOptions, LossFunction } from './lossFunction.js'
import { openSession, output } from './openSession.js'
import { readTargets } from './readTargets.js'
import { requireTermWeights } from './requireTermWeights.js'
import type { SessionHost, Tensors } from './sessionHost.js'
import { createWindowedLossFunction } from './windowedLossFunction.js'

/** Pixels of a picture whose evaluations are as short as the loading of its graph. */
const SMALL = 2 ** 16

/**
 * Loads the loss graph of a specification for one picture size, with the weights of its terms.
 *
 * @param exported a graph, which is used if it is of that specification
 */
export async function createLossFunction(
  host: SessionHost,
  specification: LossSpecification,
  size: ImageSize,
  exported?: Uint8Array,
  how: EvaluationOptions = {},
): Promise<LossFunction> {
  const extension = extensionOf(specification, size)
  if (extension) {
    const ofTaps = { ...specification, terms: specification.terms.filter(readsTap) }
    const whole = await createLossFunction(host, ofTaps, extension.size, exported, how)
    return extendedLossFunction(whole, specification, size, extension)
  }
  const { window, convolutions = 'direct', leastTiles } = how
  const plan = windowsOf(specification, size, window)
  if (plan) {
    const styleTerms = readOff(specification, 'style')
    return createWindowedLossFunction(host, specification, size, plan, how, style =>
      readTargets(host, styleTerms, style, {}, { window }),
    )
  }
  const model = withConvolutions(
    lossModel(specification, size, exported),
    convolutions,
    leastTiles ? { tiles: leastTiles } : {},
  )
  const session = await openSession(host, model, size.width * size.height <= SMALL ? { use: 'small' } : {})
  const terms = termNames(specification)
  const bindTargets = (targets: Tensors) => session.bind(targets)
  const loss: LossFunction = {
    size,
    windows: 1,
    terms,
    bindTargets,
    async setTargets({ content, style }) {
      if (style)
        await bindTargets(await readTargets(host, readOff(specification, 'style'), style, {}, { convolutions }))
      if (content)
        await bindTargets(await readTargets(host, readOff(specification, 'content'), content, {}, { convolutions }))
    },
    async setTermWeights(given) {
      const weights = requireTermWeights(terms, given) // has every term
      const inputs = terms.map(term => [`weight.${term}`, { data: Float32Array.of(weights[term]!), dims: [1] }])
      await session.bind(Object.fromEntries(inputs))
    },
    async lossAndGradient(image) {
      const outputs = await session.run({ image: { data: image, dims: [1, 3, size.height, size.width] } })
      const values = output(outputs, 'terms')
      return {
        loss: output(outputs, 'loss')[0] ?? Number.NaN,
        terms: Object.fromEntries(terms.map((term, index) => [term, values[index]])) as Record<TermName, number>,
        gradient: output(outputs, 'gradient'),
      }
    },
    release: () => session.release(),
  }
  await loss.setTermWeights(termWeights(specification))
  return loss
}

function lossModel(specification: LossSpecification, size: ImageSize, exported?: Uint8Array): ModelProto {
  if (!exported) return compileLossGraph(specification, size)
  const model = ModelProto.decode(exported)
  const describes = model.metadataProps.find(({ key }) => key === 'nst-onnx.specification')?.value
  if (describes !== JSON.stringify(canonicalSpecification(specification))) return compileLossGraph(specification, size)
  return specialize(model, size)
}
