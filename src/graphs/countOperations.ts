import { executedNodes } from './executedNodes.js'
import type { ModelProto } from './onnxProto.js'
import { POINTS } from './winogradTransforms.js'

/** Multiplications and additions of a specialised graph's convolutions and matrix products, which are nearly all of its work. */
export function countOperations(model: ModelProto): number {
  const { graph } = model
  const values = [...(graph?.input ?? []), ...(graph?.valueInfo ?? []), ...(graph?.output ?? [])]
  const shapes = new Map(
    values.map(({ name, type }) => [name ?? '', (type?.tensorType?.shape?.dim ?? []).map(dim => Number(dim.dimValue))]),
  )
  const elements = (name: string) => (shapes.get(name) ?? []).reduce((a, b) => a * b, 1)
  return executedNodes(model).reduce((sum, { operator, inputs, output }) => {
    const [first = '', second = first] = inputs
    const extents = shapes.get(first) ?? []
    if (operator === 'Conv') return sum + 2 * (extents.length === 4 ? 9 * (extents[1] ?? 0) : POINTS) * elements(output)
    if (operator === 'ConvTranspose') return sum + 2 * 9 * (shapes.get(output)?.[1] ?? 0) * elements(first)
    if (operator === 'MatMul') return sum + 2 * (extents.at(-2) ?? 0) * elements(output)
    if (operator !== 'Gemm') return sum
    // For op(A)·op(B) of m × k and k × n: the elements of A, B and the result are mk, kn and mn.
    return sum + 2 * Math.sqrt(elements(first) * elements(second) * elements(output))
  }, 0)
}
