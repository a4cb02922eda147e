import { sameShape } from './dimension.js'
import { broadcastShape, type Tensor } from './graph.js'
import { add } from './operators.js'

/**
 * Reverse-mode differentiation: builds, in the same graph, the gradient of a one-element tensor `y` with respect to `x`.
 * Only nodes on a path from `x` to `y` are visited, each once; a tensor used several times has its cotangents added.
 *
 * @returns the gradient, of x's shape
 */
export function gradient(y: Tensor, x: Tensor): Tensor {
  const path = tensorsBetween(x, y)
  const onPath = new Set(path)
  const cotangents = new Map<Tensor, Tensor>([[y, y.graph.constant([1])]])
  for (const tensor of path.toReversed()) {
    const cotangent = cotangents.get(tensor)
    const { origin } = tensor
    if (!cotangent || !origin?.pullbacks) continue
    y.graph.within(`gradient/${origin.scope}`, () => {
      const pullbacks = origin.pullbacks?.(cotangent) ?? []
      for (const [position, operand] of origin.operands.entries()) {
        const pullback = pullbacks[position]
        if (!onPath.has(operand)) continue
        if (!pullback) {
          if (origin.operands.indexOf(operand) < position) continue // counted with the operand's first appearance
          throw new Error(`${origin.operator} cannot be differentiated in its operand ${operand.name}`)
        }
        const contribution = pullback()
        assertBroadcasts(contribution, operand)
        const sum = cotangents.get(operand)
        cotangents.set(operand, sum ? add(sum, contribution) : contribution)
      }
    })
  }
  const result = cotangents.get(x)
  if (!result) throw new Error(`${y.name} does not depend on ${x.name}`)
  return result
}

/** A cotangent may be smaller than its tensor, never larger: an operand that was broadcast itself would need a sum here. */
function assertBroadcasts(cotangent: Tensor, operand: Tensor): void {
  if (!sameShape(broadcastShape('gradient', cotangent, operand), operand.shape)) {
    throw new Error(`the cotangent [${cotangent.shape}] is larger than its tensor ${operand.name} [${operand.shape}]`)
  }
}

/** Every tensor that x influences and that influences y through differentiable operators, x first, operands before results. */
function tensorsBetween(x: Tensor, y: Tensor): Tensor[] {
  const path: Tensor[] = []
  const influenced = new Map<Tensor, boolean>()
  const visit = (tensor: Tensor): boolean => {
    const known = influenced.get(tensor)
    if (known !== undefined) return known
    const operands = tensor.origin?.pullbacks ? tensor.origin.operands : []
    const depends = tensor === x || operands.map(visit).some(Boolean)
    influenced.set(tensor, depends)
    if (depends) path.push(tensor)
    return depends
  }
  visit(y)
  return path
}
