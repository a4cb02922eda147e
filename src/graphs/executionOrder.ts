import type { ModelProto, NodeInfo } from './onnxProto.js'

/** A node that is left at run time, when ONNX Runtime has folded what does not depend on an input. */
export interface ExecutedNode {
  readonly operator: string
  readonly name: string
  /** Tensors that are not constant; an absent optional input is left out. */
  readonly inputs: readonly string[]
  readonly output: string
}

/** Operators whose result is another view of their input. */
export const VIEWS: ReadonlySet<string> = new Set(['Reshape', 'Identity'])

/**
 * The nodes of a specialised graph in the order in which ONNX Runtime executes them by default: depth first from the results
 * backwards, and at each node the input whose producer was added last comes first. Convolutions are replaced by faster ones when the
 * graph is loaded, and so were added after all the rest.
 */
export function executionOrder({ graph }: ModelProto): ExecutedNode[] {
  const nodes = executedNodes(graph?.node ?? [], new Set((graph?.initializer ?? []).map(({ name }) => name ?? '')))
  const producers = new Map(nodes.map(({ output }, position) => [output, position]))
  const used = new Set(nodes.flatMap(({ inputs }) => inputs))

  const added = (at: number) => (nodes[at]!.operator === 'Conv' ? nodes.length + at : at)

  const order: ExecutedNode[] = []
  const entered = new Set<number>()
  const stack = [...nodes.keys()].filter(at => !used.has(nodes[at]!.output)).map(at => ({ at, leaves: false }))
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const node = nodes[entry.at]! // positions come from `nodes`
    if (entry.leaves) order.push(node)
    if (entry.leaves || entered.has(entry.at)) continue
    entered.add(entry.at)
    stack.push({ at: entry.at, leaves: true })
    const sources = node.inputs.flatMap(name => producers.get(name) ?? []).sort((a, b) => added(a) - added(b))
    for (const at of sources) if (!entered.has(at)) stack.push({ at, leaves: false })
  }
  return order
}

function executedNodes(nodes: readonly NodeInfo[], constants: Set<string>): ExecutedNode[] {
  return nodes.flatMap(({ opType, name, input, output }) => {
    const inputs = (input ?? []).filter(tensor => tensor !== '' && !constants.has(tensor))
    const result = output?.[0] ?? ''
    const operator = opType ?? ''
    if (inputs.length > 0 && operator !== 'Shape') return { operator, name: name ?? '', inputs, output: result }
    constants.add(result)
    return []
  })
}
