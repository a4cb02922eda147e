import type { LaidOutNode } from './laidOutNodes.js'

/**
 * The nodes in the order in which ONNX Runtime executes them by default: depth first from the results backwards, and at each node the
 * input whose producer came last into the loaded graph comes first.
 */
export function executionOrder(nodes: readonly LaidOutNode[]): LaidOutNode[] {
  const producers = new Map(nodes.map(node => [node.output, node]))
  const used = new Set(nodes.flatMap(({ inputs }) => inputs))
  const byAge = (some: readonly LaidOutNode[]) => [...some].sort((a, b) => a.added - b.added)

  const order: LaidOutNode[] = []
  const entered = new Set<LaidOutNode>()
  const stack = byAge(nodes.filter(({ output }) => !used.has(output))).map(node => ({ node, leaves: false }))
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { node, leaves } = entry
    if (leaves) order.push(node)
    if (leaves || entered.has(node)) continue
    entered.add(node)
    stack.push({ node, leaves: true })
    const sources = byAge(node.inputs.flatMap(name => producers.get(name) ?? []))
    for (const source of sources) if (!entered.has(source)) stack.push({ node: source, leaves: false })
  }
  return order
}
