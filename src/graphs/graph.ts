import { type Dimension, type Shape, sameShape } from './dimension.js'
import {
  type AttributeInfo,
  AttributeType,
  DataLocation,
  DataType,
  ModelProto,
  type NodeInfo,
  type TensorInfo,
  type ValueInfo,
} from './onnxProto.js'

/** Element types that the graphs of this project use. */
export type ElementType = 'float' | 'int64' | 'bool'

/** A value in a graph under construction. Operators take tensors and return tensors; see operators.ts. */
export interface Tensor {
  readonly graph: Graph
  readonly name: string
  readonly shape: Shape
  readonly elementType: ElementType
  /** How the value came about; absent for inputs, weights and constants. */
  readonly origin?: Origin
}

/** A tensor's producer as the reverse sweep sees it. */
export interface Origin {
  readonly scope: string
  readonly operator: string
  /** The inputs that have a derivative, which floats do: shapes, axes and masks are left out. */
  readonly operands: readonly Tensor[]
  readonly derivative: Derivative<(cotangent: Tensor) => readonly Derivative<Pullback>[]>
}

/**
 * How an output changes with its operands, or with one of them: by a rule; not at all, as what is piecewise constant does; or
 * in a way that nobody has written down, which must not be taken for the second.
 */
export type Derivative<Rule> = Rule | 'zero' | 'no rule'

/** Builds an operand's cotangent. Only called when that operand is on a path to the differentiated input. */
export type Pullback = () => Tensor

/** Whole numbers stand for themselves; others say that they are floats. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number }

/** A node about to be added: ONNX's own operator and attribute names. An absent optional input is undefined. */
export interface NodeDescription {
  readonly inputs: readonly (Tensor | undefined)[]
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  readonly shape: Shape
  readonly elementType?: ElementType
  /** The version of ONNX's operators that it needs, where that is a later one than the others need. */
  readonly opset?: number
}

/** Written into every file: loads in every ONNX Runtime since 1.10. */
const IR_VERSION = 8
const OPSET = 15

const DATA_TYPES = { float: DataType.FLOAT, int64: DataType.INT64, bool: DataType.BOOL } as const

/**
 * An ONNX graph under construction. Inputs, weights (external data, resolved by name when a session is made), constants,
 * nodes and outputs are added in order; every tensor carries its shape, and `model` writes them all as annotations.
 */
export class Graph {
  readonly #inputs: ValueInfo[] = []
  readonly #outputs: ValueInfo[] = []
  readonly #initializers: TensorInfo[] = []
  readonly #nodes: NodeInfo[] = []
  readonly #annotations: ValueInfo[] = []
  readonly #constants = new Map<string, Tensor>()
  readonly #names = new Set<string>()
  readonly #consumers = new Map<string, number>()
  #scope = ''
  #opset = OPSET

  /** A value that the caller gives at every run. */
  input(name: string, shape: Shape): Tensor {
    const tensor = this.#tensor(name, shape, 'float')
    this.#inputs.push(valueInfo(tensor))
    return tensor
  }

  /** A float constant whose values are not in the file: external data at location `name`, little-endian float32. */
  weight(name: string, shape: readonly number[]): Tensor {
    this.#initializers.push({
      name,
      dims: [...shape],
      dataType: DataType.FLOAT,
      dataLocation: DataLocation.EXTERNAL,
      externalData: [{ key: 'location', value: name }],
    })
    return this.#tensor(name, shape, 'float')
  }

  /** A constant inside the file. Equal constants share one initializer. */
  constant(
    values: readonly number[],
    elementType: 'float' | 'int64' = 'float',
    shape: Shape = [values.length],
  ): Tensor {
    const name = `${elementType}[${shape}]:${values}`
    const known = this.#constants.get(name)
    if (known) return known
    this.#initializers.push({
      name,
      dims: shape.map(Number),
      dataType: DATA_TYPES[elementType],
      ...(elementType === 'float' ? { floatData: [...values] } : { int64Data: [...values] }),
    })
    const tensor = this.#tensor(name, shape, elementType)
    this.#constants.set(name, tensor)
    return tensor
  }

  /** Adds a node and returns its single output. Called by operators.ts and tables.ts only. */
  node(
    operator: string,
    description: NodeDescription,
    derivative: Derivative<(output: Tensor, cotangent: Tensor) => readonly Derivative<Pullback>[]>,
  ): Tensor {
    const { inputs, attributes = {}, shape, elementType = 'float', opset = OPSET } = description
    this.#opset = Math.max(this.#opset, opset)
    const read = inputs.filter(input => input !== undefined)
    const stem = `${this.#scope}${operator}`
    let name = stem
    for (let count = 2; this.#names.has(name); count++) name = `${stem}_${count}`
    const tensor: Tensor = {
      ...this.#tensor(name, shape, elementType),
      origin: {
        scope: this.#scope,
        operator,
        operands: read.filter(input => input.elementType === 'float'),
        derivative: typeof derivative === 'string' ? derivative : cotangent => derivative(tensor, cotangent),
      },
    }
    this.#nodes.push({
      name,
      opType: operator,
      input: inputs.map(input => input?.name ?? ''),
      output: [name],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    })
    for (const { name: operand } of new Set(read)) this.#consumers.set(operand, this.consumers(operand) + 1)
    this.#annotations.push(valueInfo(tensor))
    return tensor
  }

  /** How many nodes read a tensor so far. */
  consumers(name: string): number {
    return this.#consumers.get(name) ?? 0
  }

  /** Declares an output under its public name. */
  output(name: string, tensor: Tensor): void {
    this.#nodes.push({ name, opType: 'Identity', input: [tensor.name], output: [name] })
    this.#outputs.push(valueInfo(this.#tensor(name, tensor.shape, tensor.elementType)))
  }

  /** Names the nodes made by `build` after a part of the network, so that errors and viewers say where they are. */
  within<Result>(scope: string, build: () => Result): Result {
    const outer = this.#scope
    this.#scope = `${scope.replace(/\/?$/, '/')}`
    try {
      return build()
    } finally {
      this.#scope = outer
    }
  }

  /** The finished model. Deterministic: the same calls give the same bytes. */
  model(name: string, metadata: Readonly<Record<string, string>>): ModelProto {
    return ModelProto.create({
      irVersion: IR_VERSION,
      opsetImport: [{ domain: '', version: this.#opset }],
      producerName: 'nst-onnx',
      graph: {
        name,
        input: this.#inputs,
        output: this.#outputs,
        initializer: this.#initializers,
        node: this.#nodes,
        valueInfo: this.#annotations,
      },
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    })
  }

  #tensor(name: string, shape: Shape, elementType: ElementType): Tensor {
    if (this.#names.has(name)) throw new Error(`the graph has two tensors named ${name}`)
    this.#names.add(name)
    return { graph: this, name, shape, elementType }
  }
}

/** Asserts that operands of one elementwise node agree, or that one of them broadcasts along axes of extent 1. */
export function broadcastShape(operator: string, a: Tensor, b: Tensor): Shape {
  const rank = Math.max(a.shape.length, b.shape.length)
  const extent = (tensor: Tensor, axis: number): Dimension => tensor.shape[axis - rank + tensor.shape.length] ?? 1
  const shape = Array.from({ length: rank }, (_, axis) => (extent(a, axis) === 1 ? extent(b, axis) : extent(a, axis)))
  for (const tensor of [a, b]) {
    const fits = shape.every((full, axis) => extent(tensor, axis) === full || extent(tensor, axis) === 1)
    if (!fits) throw new Error(`${operator}: [${a.shape}] of ${a.name} does not fit [${b.shape}] of ${b.name}`)
  }
  return sameShape(shape, a.shape) ? a.shape : shape
}

function valueInfo({ name, shape, elementType }: Tensor): ValueInfo {
  const dim = shape.map(extent => (typeof extent === 'number' ? { dimValue: extent } : { dimParam: extent }))
  return { name, type: { tensorType: { elemType: DATA_TYPES[elementType], shape: { dim } } } }
}

function attribute(name: string, value: AttributeValue): AttributeInfo {
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) }
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value }
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float }
  return { name, type: AttributeType.INTS, ints: [...value] }
}
