import { sameShape } from './dimension.js'
import { broadcastShape, type Origin, type Tensor } from './graph.js'
import { add } from './operators.js'

/**
 * Reverse-mode differentiation: builds, in the same graph, the gradient of a one-element tensor `y` with respect to `x`.
 * Only nodes on a path from `x` to `y` are visited, each once; a tensor used several times has its cotangents added.
 *
 * @returns the gradient, of x's shape
 * @throws where `y` depends on `x` through an operator whose derivative nobody has written down
 */
export function gradient(y: Tensor, x: Tensor): Tensor {
  const path = tensorsBetween(x, y)
  const onPath = new Set(path)
  const cotangents = new Map<Tensor, Tensor>([[y, y.graph.constant([1])]])
  for (const tensor of path.toReversed()) {
    const cotangent = cotangents.get(tensor)
    if (!cotangent || !tensor.origin || tensor === x) continue
    const { origin } = tensor
    y.graph.within(`gradient/${origin.scope}`, () => {
      for (const [operand, pullback] of pullbacksOf(origin, cotangent)) {
        if (!onPath.has(operand) || pullback === 'zero') continue
        if (pullback === 'no rule') refuse(origin, operand)
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

/** Each operand, as often as it stands there, with its pull-back. */
function pullbacksOf({ operator, operands, derivative }: Origin, cotangent: Tensor) {
  // `tensorsBetween` has let no other through.
  const pullbacks = typeof derivative === 'string' ? [] : derivative(cotangent)
  if (pullbacks.length !== operands.length)
    throw new Error(`${operator} has ${operands.length} operands, but its rule gives ${pullbacks.length} pull-backs`)
  return operands.map((operand, slot) => [operand, pullbacks[slot] ?? 'no rule'] as const)
}

function refuse({ operator }: Origin, operand: Tensor): never {
  throw new Error(`${operator} has no rule for its derivative by ${operand.name}`)
}

/** A cotangent may be smaller than its tensor, never larger: an operand that was broadcast itself would need a sum here. */
function assertBroadcasts(cotangent: Tensor, operand: Tensor): void {
  if (!sameShape(broadcastShape('gradient', cotangent, operand), operand.shape)) {
    throw new Error(`the cotangent [${cotangent.shape}] is larger than its tensor ${operand.name} [${operand.shape}]`)
  }
}

/** Every tensor that x influences and that influences y, x first, operands before results. What is piecewise constant ends a path. */
function tensorsBetween(x: Tensor, y: Tensor): Tensor[] {
  const path: Tensor[] = []
  const influenced = new Map<Tensor, boolean>()
  const visit = (tensor: Tensor): boolean => {
    const known = influenced.get(tensor)
    if (known !== undefined) return known
    const { origin } = tensor
    const operands = !origin || tensor === x || origin.derivative === 'zero' ? [] : origin.operands
    const reached = operands.filter(visit)
    if (origin?.derivative === 'no rule' && reached[0]) refuse(origin, reached[0])
    const depends = tensor === x || reached.length > 0
    influenced.set(tensor, depends)
    if (depends) path.push(tensor)
    return depends
  }
  visit(y)
  return path
}
