import type { ModelProto } from './onnxProto.js'

/** A node that is left at run time, when ONNX Runtime has folded what does not depend on an input. */
export interface ExecutedNode {
  readonly operator: string
  /** Tensors that are not constant; an absent optional input is left out. */
  readonly inputs: readonly string[]
  readonly output: string
}

/** Operators whose result is another view of their input. */
export const VIEWS: ReadonlySet<string> = new Set(['Reshape', 'Identity'])

/** The nodes of a specialised graph that ONNX Runtime executes, in the order of the graph. */
export function executedNodes({ graph }: ModelProto): ExecutedNode[] {
  const constants = new Set((graph?.initializer ?? []).map(({ name }) => name ?? ''))
  return (graph?.node ?? []).flatMap(({ opType, input, output }) => {
    const inputs = (input ?? []).filter(tensor => tensor !== '' && !constants.has(tensor))
    const result = output?.[0] ?? ''
    const operator = opType ?? ''
    if (inputs.length > 0 && operator !== 'Shape') return { operator, inputs, output: result }
    constants.add(result)
    return []
  })
}
