import {
  type AttributeInfo,
  AttributeType,
  DataType,
  type NodeInfo,
  type TensorInfo,
  type ValueInfo,
} from './onnxProto.js'

/** Part of a graph. */
export interface Nodes {
  readonly nodes: NodeInfo[]
  /** Values between them. */
  readonly values: ValueInfo[]
  readonly constants: TensorInfo[]
}

/** The nodes that take the place of one, whose result keeps its name. */
export class GraphPart implements Nodes {
  readonly nodes: NodeInfo[] = []
  readonly values: ValueInfo[] = []
  readonly constants: TensorInfo[] = []

  constructor(readonly output: string) {}

  /** Adds a node and returns the name of its result. @param stem what it is called beside the whole part; nothing for the part's own result */
  node(
    opType: string,
    stem: string,
    input: string[],
    shape: readonly number[],
    attribute: AttributeInfo[] = [],
  ): string {
    const name = stem === '' ? this.output : `${this.output}/${stem}`
    this.nodes.push({ name, opType, input, output: [name], attribute })
    const dim = shape.map(dimValue => ({ dimValue }))
    if (stem !== '') this.values.push({ name, type: { tensorType: { elemType: DataType.FLOAT, shape: { dim } } } })
    return name
  }

  reshape(stem: string, from: string, shape: readonly number[]): string {
    return this.node('Reshape', stem, [from, this.integers(shape)], shape)
  }

  transpose(stem: string, from: string, shape: readonly number[], perm: readonly number[]): string {
    return this.node('Transpose', stem, [from], shape, [integerList('perm', perm)])
  }

  slice(
    stem: string,
    from: string,
    starts: readonly number[],
    ends: readonly number[],
    axes: readonly number[],
    shape: readonly number[],
  ): string {
    const bounds = [starts, ends, axes].map(values => this.integers(values))
    return this.node('Slice', stem, [from, ...bounds], shape)
  }

  /** Maps one below the other. */
  concatRows(stem: string, maps: string[], shape: readonly number[]): string {
    return this.node('Concat', stem, maps, shape, [{ name: 'axis', type: AttributeType.INT, i: 2 }])
  }

  constant(name: string, values: readonly number[], dims: readonly number[]): string {
    this.constants.push({ name, dims: [...dims], dataType: DataType.FLOAT, floatData: [...values] })
    return name
  }

  integers(values: readonly number[]): string {
    const name = `winograd.int64:${values}`
    this.constants.push({ name, dims: [values.length], dataType: DataType.INT64, int64Data: [...values] })
    return name
  }
}

export const integerList = (name: string, ints: readonly number[]): AttributeInfo => ({
  name,
  type: AttributeType.INTS,
  ints: [...ints],
})
