import type { ImageSize } from '../graphs/imageSize.js'
import { isMaskName } from '../graphs/masks.js'
import {
  canonicalSpecification,
  type LossSpecification,
  readOff,
  termNames,
  termWeights,
} from '../graphs/specification.js'
import { layerOf } from '../graphs/taps.js'
import { readsTap, type TapTerm, type TermName, targetName, termName } from '../graphs/terms/lossTerm.js'
import type { Sums } from '../graphs/terms/mapSums.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import { comparedTerms, compileWindowGradientGraph, handedOnBy, partName, summedTerms } from '../graphs/windowGraphs.js'
import type { WindowPlan } from '../graphs/windowPlan.js'
import { Buffers } from './buffers.js'
import type { EvaluationOptions, LossFunction } from './lossFunction.js'
import { openSession, output } from './openSession.js'
import { masksOf, openStatistics, readSums, windowInputs } from './readSums.js'
import { requireTermWeights } from './requireTermWeights.js'
import type { SessionHost, Tensors } from './sessionHost.js'
import { termParts } from './termParts.js'
import { cutMaps, readMaps, WindowMaps } from './windowMaps.js'
import { addWindow } from './windowTensors.js'

/**
 * The loss of a picture that is evaluated by windows: the same numbers up to rounding as in one piece, in two passes. The first adds up
 * over all windows what the terms' values come from; the second adds up each window's part in the gradient, from what of it arrives at
 * the taps in the window's own tile.
 *
 * @param readStyle reads targets off a style picture
 */
export async function createWindowedLossFunction(
  host: SessionHost,
  specification: LossSpecification,
  size: ImageSize,
  plan: WindowPlan,
  { mapPrecision = 'single', handOn = false }: EvaluationOptions,
  readStyle: (picture: Parameters<LossFunction['setTargets']>[0]['style'] & {}) => Promise<Tensors>,
): Promise<LossFunction> {
  const names = termNames(specification)
  const summed = summedTerms(specification)
  const compared = comparedTerms(specification)
  const imageTerms = canonicalSpecification(specification).terms.filter(term => !readsTap(term))
  const handed = handOn ? handedOnBy(specification) : []
  const statistics = summed.length > 0 ? await openStatistics(host, specification, plan.size, handed) : undefined
  const slopes = await openSession(host, compileWindowGradientGraph(specification, plan.size, handed))
  let weights: Readonly<Record<TermName, number>> = termWeights(specification)
  let targets: Tensors = {}
  let masks: Tensors = {}
  const maps = new WindowMaps(plan, mapPrecision)
  const buffers = new Buffers()
  const weightOf = (name: TermName) => weights[name] ?? 0
  /** What the mean of a term's squares is multiplied by, as a factor of their sum. */
  const scaleOf = (term: TapTerm) => weightOf(termName(term)) / valuesAt(term, size)

  const loss: LossFunction = {
    size,
    windows: plan.windows.length,
    terms: names,
    async bindTargets(given) {
      const isMap = new Set(compared.flatMap(term => TERM_KINDS[term.kind].targets.map(name => targetName(name, term))))
      const own = (wanted: (name: string) => boolean) =>
        Object.fromEntries(Object.entries(given).filter(([name]) => wanted(name)))
      masks = { ...masks, ...masksOf(specification, given) }
      targets = { ...targets, ...own(name => !isMap.has(name) && !isMaskName(name)) }
      cutMaps(given, compared, plan, maps)
    },
    async setTargets({ content, style }) {
      if (style) targets = { ...targets, ...(await readStyle(style)) }
      if (content) await readMaps(host, readOff(specification, 'content'), content, masks, plan, maps)
    },
    async setTermWeights(given) {
      weights = requireTermWeights(names, given)
    },
    async lossAndGradient(pixels, signal) {
      const image = { ...size, pixels }
      const terms = new Map<TermName, number>()
      const handedOn: Tensors[] = []
      const onWindow = (outputs: Tensors) =>
        handedOn.push(Object.fromEntries(handed.flatMap(name => (outputs[name] ? [[name, outputs[name]]] : []))))
      const totals = statistics && (await readSums(statistics, specification, plan, image, masks, { signal, onWindow }))
      for (const { term, sums } of summed) {
        const total = totals?.get(termName(term)) as Sums // of every term that is read by sums
        const { value, inputs } = termParts({ term, sums }, total, targets, weightOf(termName(term)))
        terms.set(termName(term), value)
        await slopes.bind(inputs)
      }
      for (const term of compared)
        await slopes.bind({ [partName(term, 'scale')]: { data: Float32Array.of(scaleOf(term)), dims: [1] } })

      const gradient = new Float32Array(pixels.length)
      for (const [at, window] of plan.windows.entries()) {
        signal?.throwIfAborted()
        const outputs = await slopes.run({
          ...windowInputs(image, masks, window, plan, buffers),
          ...maps.of(at, buffers),
          ...handedOn[at],
        })
        delete handedOn[at]
        addWindow(gradient, size, output(outputs, 'gradient'), window, plan)
        for (const term of compared) {
          const [squares = Number.NaN] = output(outputs, partName(term, 'squares'))
          terms.set(termName(term), (terms.get(termName(term)) ?? 0) + scaleOf(term) * squares)
        }
      }
      for (const { kind } of imageTerms) terms.set(kind, TERM_KINDS[kind].addTo(gradient, pixels, size, weightOf(kind)))
      const values = names.map(name => terms.get(name) ?? Number.NaN)
      return {
        loss: values.reduce((a, b) => a + b, 0),
        terms: Object.fromEntries(names.map((name, at) => [name, values[at]])) as Record<TermName, number>,
        gradient,
      }
    },
    async release() {
      await statistics?.release()
      await slopes.release()
    },
  }
  return loss
}

/** How many values a term compares on the whole picture. */
function valuesAt({ tap }: TapTerm, { height, width }: ImageSize): number {
  const { block, outChannels } = layerOf(tap)
  const step = 2 ** (block - 1)
  return outChannels * Math.floor(height / step) * Math.floor(width / step)
}
