import { evaluate } from './dimension.js'
import type { ImageSize } from './imageSize.js'
import { ModelProto, type NodeInfo, type ValueInfo } from './onnxProto.js'

/**
 * A graph with symbolic height and width, made fast for one picture size: every shape annotation gets its number, and the
 * padding that only odd sizes need goes where the size is even. What is left of shape arithmetic, ONNX Runtime folds.
 *
 * @param model a graph of this project; it is not changed
 */
export function specialize(model: ModelProto, size: ImageSize): ModelProto {
  const sizes = { height: size.height, width: size.width }
  const known = new Map<string, number>()
  const extentOf = (text: string): number => {
    const extent = known.get(text) ?? evaluate(text, sizes)
    known.set(text, extent)
    return extent
  }
  const graph = model.graph ?? {}
  const resolve = (values: ValueInfo[] | null | undefined) => (values ?? []).map(value => resolved(value, extentOf))
  const input = resolve(graph.input)
  const output = resolve(graph.output)
  const annotations = resolve(graph.valueInfo)
  const shapes = new Map([...input, ...annotations].map(value => [value.name, shapeText(value)]))

  const replacements = new Map<string, string>()
  const kept = (graph.node ?? []).filter(node => {
    const [source = ''] = node.input ?? []
    const [result = ''] = node.output ?? []
    const isNoOp = node.opType === 'Pad' && shapes.get(source) === shapes.get(result)
    if (isNoOp) replacements.set(result, replacements.get(source) ?? source)
    return !isNoOp
  })
  const rewired = kept.map(node => ({ ...node, input: (node.input ?? []).map(name => replacements.get(name) ?? name) }))
  const node = withoutDeadNodes(
    rewired,
    output.map(value => value.name ?? ''),
  )

  const alive = new Set(node.flatMap(({ input: names, output: results }) => [...names, ...(results ?? [])]))
  return ModelProto.create({
    ...model,
    graph: {
      ...graph,
      input,
      output,
      node,
      valueInfo: annotations.filter(({ name }) => alive.has(name ?? '')),
      initializer: (graph.initializer ?? []).filter(({ name }) => alive.has(name ?? '')),
    },
  })
}

function withoutDeadNodes<Node extends NodeInfo & { input: string[] }>(nodes: Node[], outputs: string[]): Node[] {
  const needed = new Set(outputs)
  const alive: Node[] = []
  for (const node of nodes.toReversed()) {
    if (!node.output?.some(name => needed.has(name))) continue
    for (const name of node.input) needed.add(name)
    alive.push(node)
  }
  return alive.reverse()
}

function resolved(value: ValueInfo, extentOf: (text: string) => number): ValueInfo {
  const { elemType, shape } = value.type?.tensorType ?? {}
  const dim = (shape?.dim ?? []).map(({ dimParam, dimValue }) => ({
    dimValue: dimParam ? extentOf(dimParam) : Number(dimValue ?? 0),
  }))
  return { name: value.name ?? '', type: { tensorType: { elemType: elemType ?? 0, shape: { dim } } } }
}

const shapeText = (value: ValueInfo): string =>
  (value.type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => dimValue).join('x')
