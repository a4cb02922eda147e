import type { ImageSize } from '../graphs/imageSize.js'
import { isMaskName } from '../graphs/masks.js'
import { canonicalSpecification, type LossSpecification, termNames, termWeights } from '../graphs/specification.js'
import { readsTap, type TermName } from '../graphs/terms/lossTerm.js'
import { TERM_KINDS } from '../graphs/terms/termKinds.js'
import type { Extension } from '../graphs/wholeCells.js'
import type { LossFunction, Planes } from './lossFunction.js'
import { requireTermWeights } from './requireTermWeights.js'
import type { Tensors } from './sessionHost.js'

/**
 * The loss of a picture, by that of the picture mirrored at its outermost pixels until it is as large as `whole` takes it.
 *
 * @param whole the loss of the terms that read a tap; those on the image itself are computed here, on the picture as it is
 */
export function extendedLossFunction(
  whole: LossFunction,
  specification: LossSpecification,
  size: ImageSize,
  extension: Extension,
): LossFunction {
  const names = termNames(specification)
  const imageTerms = canonicalSpecification(specification).terms.filter(term => !readsTap(term))
  let weights: Readonly<Record<TermName, number>> = termWeights(specification)
  return {
    size,
    windows: whole.windows,
    terms: names,
    bindTargets: targets => whole.bindTargets(extendedMasks(targets, size, extension)),
    setTargets: ({ content, style }) =>
      whole.setTargets({ ...(content && { content: extendedPicture(content, extension) }), ...(style && { style }) }),
    async setTermWeights(given) {
      weights = requireTermWeights(names, given)
      await whole.setTermWeights(given)
    },
    async lossAndGradient(image, signal) {
      const evaluation = await whole.lossAndGradient(extended(image, size, extension), signal)
      const gradient = folded(evaluation.gradient, size, extension)
      const ofImage = imageTerms.map(({ kind }) => [
        kind,
        TERM_KINDS[kind].addTo(gradient, image, size, weights[kind] ?? 0),
      ])
      const values: Partial<Record<TermName, number>> = { ...evaluation.terms, ...Object.fromEntries(ofImage) }
      const terms = Object.fromEntries(names.map(name => [name, values[name]])) as Record<TermName, number>
      return { loss: Object.values(terms).reduce((sum, value) => sum + value, 0), terms, gradient }
    },
    release: () => whole.release(),
  }
}

export function extendedPicture({ pixels, ...size }: Planes, extension: Extension): Planes {
  return { ...extension.size, pixels: extended(pixels, size, extension) }
}

/** Masks of regions in the size of the extended picture; other tensors as they are. */
export function extendedMasks(tensors: Tensors, size: ImageSize, extension: Extension): Tensors {
  const entries = Object.entries(tensors).map(([name, { data, dims }]) => {
    if (!isMaskName(name)) return [name, { data, dims }]
    const { height, width } = extension.size
    return [name, { data: extended(data, size, extension), dims: [1, 1, height, width] }]
  })
  return Object.fromEntries(entries)
}

/** Planes that go on as a mirror at their outermost values shows them. */
function extended(values: Float32Array, size: ImageSize, extension: Extension): Float32Array {
  const result = new Float32Array((values.length / area(size)) * area(extension.size))
  forEachPlace(values.length, size, extension, (inner, outer) => {
    result[outer] = values[inner] ?? 0
  })
  return result
}

/** The pull-back of `extended`: what arrives at a value's mirror images is added to what arrives at itself. */
function folded(values: Float32Array, size: ImageSize, extension: Extension): Float32Array {
  const planes = values.length / area(extension.size)
  const result = new Float32Array(planes * area(size))
  forEachPlace(result.length, size, extension, (inner, outer) => {
    result[inner] = (result[inner] ?? 0) + (values[outer] ?? 0)
  })
  return result
}

/** Goes through the places of extended planes, each with the place that it mirrors. */
function forEachPlace(
  length: number,
  { height, width }: ImageSize,
  { left, top, size }: Extension,
  visit: (inner: number, outer: number) => void,
): void {
  const [rows, columns] = [mirrored(size.height, top, height), mirrored(size.width, left, width)]
  for (let plane = 0; plane < length / (height * width); plane++) {
    for (const [row, innerRow] of rows.entries()) {
      const inner = (plane * height + innerRow) * width
      const outer = (plane * size.height + row) * size.width
      for (const [column, innerColumn] of columns.entries()) visit(inner + innerColumn, outer + column)
    }
  }
}

/** The one of `count` places that each of so many mirrors, of which `before` lie before the first of these. */
function mirrored(places: number, before: number, count: number): number[] {
  const period = Math.max(1, 2 * (count - 1))
  return Array.from({ length: places }, (_, place) => {
    const at = (((place - before) % period) + period) % period
    return Math.min(at, period - at)
  })
}

const area = ({ height, width }: ImageSize) => height * width
