import type { ModelProto } from './onnxProto.js'

/** A node that is left at run time, when ONNX Runtime has folded what does not depend on an input and left out what no result needs. */
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
  const nodes = (graph?.node ?? []).flatMap(({ opType, input, output }) => {
    const inputs = (input ?? []).filter(tensor => tensor !== '' && !constants.has(tensor))
    const result = output?.[0] ?? ''
    const operator = opType ?? ''
    if (inputs.length > 0 && operator !== 'Shape') return { operator, inputs, output: result }
    constants.add(result)
    return []
  })
  const needed = new Set((graph?.output ?? []).map(({ name }) => name ?? ''))
  for (const { inputs, output } of nodes.toReversed())
    if (needed.has(output)) for (const input of inputs) needed.add(input)
  return nodes.filter(({ output }) => needed.has(output))
}
