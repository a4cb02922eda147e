import { halve, lengthen, product, type Shape, sameShape, shorten } from './dimension.js'
import { broadcastShape, type Derivative, type NodeDescription, type Pullback, type Tensor } from './graph.js'

/**
 * The operators of this project's graphs, with ONNX's own names. Each states its forward node with its shape rule, and its
 * vector-Jacobian product: given the output `y` and its cotangent `g`, how to build the cotangent of each operand. The
 * products are graph nodes too, made with these same operators. gradient.ts walks them.
 *
 * A cotangent may be smaller than its tensor where it broadcasts to it: the derivative of a sum is one number. An operator
 * that needs every element asks for `full`.
 */
export type Operator<Operands extends readonly unknown[]> = (...operands: Operands) => Tensor

type Forward<Operands extends readonly unknown[]> = (...operands: Operands) => NodeDescription

/** One pull-back per float operand, in order; what they build is added up where an operand stands twice. */
type VectorJacobianProduct<Operands extends readonly unknown[]> = (
  g: Tensor,
  y: Tensor,
  ...operands: Operands
) => readonly Derivative<Pullback>[]

function operator<Operands extends readonly [Tensor, ...unknown[]]>(
  name: string,
  forward: Forward<Operands>,
  vjp: Derivative<VectorJacobianProduct<Operands>>,
): Operator<Operands> {
  return (...operands) =>
    operands[0].graph.node(name, forward(...operands), typeof vjp === 'string' ? vjp : (y, g) => vjp(g, y, ...operands))
}

// Arithmetic, elementwise with broadcasting

export const add: Operator<[Tensor, Tensor]> = operator(
  'Add',
  (a, b) => ({ inputs: [a, b], shape: broadcastShape('Add', a, b) }),
  g => [() => g, () => g],
)

export const sub: Operator<[Tensor, Tensor]> = operator(
  'Sub',
  (a, b) => ({ inputs: [a, b], shape: broadcastShape('Sub', a, b), elementType: a.elementType }),
  g => [() => g, () => scale(g, -1)],
)

export const mul: Operator<[Tensor, Tensor]> = operator(
  'Mul',
  (a, b) => ({ inputs: [a, b], shape: broadcastShape('Mul', a, b) }),
  // A square is differentiated in one pass, d(a²) = 2a da, which leaves nothing for its second operand to add.
  (g, _, a, b) => (a === b ? [() => mul(scale(g, 2), a), 'zero'] : [() => mul(g, b), () => mul(g, a)]),
)

export const div: Operator<[Tensor, Tensor]> = operator(
  'Div',
  (a, b) => ({ inputs: [a, b], shape: broadcastShape('Div', a, b) }),
  // d(a/b) = da/b − (a/b) db/b
  (g, y, _, b) => [() => div(g, b), () => scale(div(mul(g, y), b), -1)],
)

/** x times a constant. */
export const scale = (x: Tensor, factor: number): Tensor => mul(x, x.graph.constant([factor], 'float', []))

/** The square root, of positive elements. */
export const sqrt: Operator<[Tensor]> = operator(
  'Sqrt',
  x => ({ inputs: [x], shape: x.shape }),
  // d√x = dx / 2√x
  (g, y) => [() => div(scale(g, 1 / 2), y)],
)

/** x as a constant: what follows is not differentiated by it. */
export const held: Operator<[Tensor]> = operator('Identity', x => ({ inputs: [x], shape: x.shape }), 'zero')

// Reductions and products

/** Sum over the given axes (counted from the front), which stay with extent 1. */
export const reduceSum: Operator<[Tensor, readonly number[]]> = operator(
  'ReduceSum',
  (x, axes) => ({
    inputs: [x, x.graph.constant(axes, 'int64')],
    attributes: { keepdims: 1 },
    shape: x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)),
  }),
  g => [() => g],
)

/** op(a) · op(b), with op a transposition on request. */
export const gemm: Operator<[Tensor, Tensor, { transA?: boolean; transB?: boolean }?]> = operator(
  'Gemm',
  (a, b, { transA = false, transB = false } = {}) => ({
    inputs: [a, b],
    attributes: { transA: Number(transA), transB: Number(transB) },
    shape: [matrixExtent(a, transA ? 1 : 0), matrixExtent(b, transB ? 0 : 1)],
  }),
  (cotangent, y, a, b, { transA, transB } = {}) => {
    const g = full(cotangent, y)
    // The Gram matrix y = a·aᵀ: da = (g + gᵀ)·a, one product instead of two.
    if (a === b && transB && !transA) return [() => gemm(add(g, transpose(g, [1, 0])), a), 'zero']
    if (transA && transB) return ['no rule', 'no rule']
    if (transB) return [() => gemm(g, b), () => gemm(g, a, { transA: true })]
    if (transA) return [() => gemm(b, g, { transB: true }), () => gemm(a, g)]
    return [() => gemm(g, b, { transB: true }), () => gemm(a, g, { transA: true })]
  },
)

// Layers of the network

/**
 * 3×3 convolution with rows and columns of zeros around, one by default: x [1, I, H, W], kernel [O, I, 3, 3], bias [O] →
 * [1, O, H, W]; without zeros [1, O, H − 2, W − 2].
 */
export const conv: Operator<[Tensor, Tensor, Tensor?, number?]> = operator(
  'Conv',
  (x, kernel, bias, zeros = 1) => ({
    // Not an input without a name, which ONNX allows too: ONNX Runtime's WebGPU provider takes it for a bias.
    inputs: bias ? [x, kernel, bias] : [x, kernel],
    attributes: { kernel_shape: [3, 3], pads: [zeros, zeros, zeros, zeros] },
    shape: x.shape
      .map((extent, axis) => (axis < 2 ? extent : lengthen(extent, 2 * zeros - 2)))
      .with(1, kernel.shape[0] ?? 0),
  }),
  (g, y, x, kernel, bias, zeros = 1) => [
    () =>
      Number(kernel.shape[1]) < BLOCK_OF_CHANNELS
        ? convTranspose(full(g, y), kernel, x, zeros)
        : conv(full(g, y), reverse(transpose(kernel, [1, 0, 2, 3]), [2, 3]), undefined, 2 - zeros),
    'no rule',
    ...(bias ? (['no rule'] as const) : []),
  ],
)

/**
 * The fewest channels to which `conv` pulls back as a convolution, whose reversed kernel ONNX Runtime folds when it loads. It computes
 * them by blocks of 16 on a CPU, so that the image's three take as long as 16, where a ConvTranspose takes what three take.
 */
const BLOCK_OF_CHANNELS = 16

/** What `conv` with a kernel and rows of zeros pulls a cotangent y [1, O, H', W'] of x back to. */
const convTranspose: Operator<[Tensor, Tensor, Tensor, number]> = operator(
  'ConvTranspose',
  (y, kernel, { shape }, zeros) => ({
    inputs: [y, kernel],
    attributes: { kernel_shape: [3, 3], pads: [zeros, zeros, zeros, zeros] },
    shape,
  }),
  'no rule',
)

export const relu: Operator<[Tensor]> = operator(
  'Relu',
  x => ({ inputs: [x], shape: x.shape }),
  // Input and output serve as the mask alike. The one that a loss reads is kept for it anyway, so that the other need not be.
  (g, y, x) => [
    () => {
      const kept = x.graph.consumers(x.name) > 1 ? x : y
      return mul(g, isPositive(kept))
    },
  ],
)

/** 2×2 maximum with stride 2; an odd last row or column is dropped. */
export const maxPool: Operator<[Tensor]> = operator(
  'MaxPool',
  x => ({ inputs: [x], attributes: { kernel_shape: [2, 2], strides: [2, 2] }, shape: pooled(x) }),
  // Where several pixels of a window share the maximum they share the cotangent: the mean of the one-sided derivatives.
  // Frameworks that record an index give all of it to the first; giving all of it to each would be wrong by the number of
  // ties, which in flat areas of drawn pictures is four at every level.
  //
  // ONNX Runtime computes the operand first that was built last, so what the cotangent is read by is built after the mask: the
  // mask, as large as the map, then comes into being when the sweep needs it and does not wait while deeper layers are computed.
  (g, y, x) => [
    () => {
      const mask = cast(equal(x, padTo(enlarge(y), x)))
      const share = windowMeans(mask)
      return mul(padTo(enlarge(div(scale(g, 1 / 4), share)), x), mask)
    },
  ],
)

/** 2×2 mean with stride 2; an odd last row or column is dropped. */
export const averagePool: Operator<[Tensor]> = operator(
  'AveragePool',
  x => ({ inputs: [x], attributes: { kernel_shape: [2, 2], strides: [2, 2] }, shape: pooled(x) }),
  (g, y, x) => [() => padTo(enlarge(scale(full(g, y), 1 / 4)), x)],
)

// Rearrangements

/** x with the given shape; at most one extent may be symbolic, or `shape` must be that of the tensor `like`. */
export const reshape: Operator<[Tensor, Shape, Tensor?]> = operator(
  'Reshape',
  (x, shape, like) => ({
    inputs: [
      x,
      like
        ? shapeOf(like)
        : x.graph.constant(
            shape.map(extent => (typeof extent === 'number' ? extent : -1)),
            'int64',
          ),
    ],
    shape,
  }),
  (g, y, x) => [() => reshape(full(g, y), x.shape, x)],
)

export const transpose: Operator<[Tensor, readonly number[]]> = operator(
  'Transpose',
  (x, perm) => ({ inputs: [x], attributes: { perm }, shape: perm.map(axis => x.shape[axis] ?? 0) }),
  (g, y, _, perm) => [
    () =>
      transpose(
        full(g, y),
        perm.map((__, axis) => perm.indexOf(axis)),
      ),
  ],
)

/** x without its first `start` and last `end` rows along one axis. */
export const trim: Operator<[Tensor, Margin]> = operator(
  'Slice',
  (x, { axis, start, end }) => ({
    inputs: [x, ...integers(x, [start], [end > 0 ? -end : BEYOND], [axis])],
    shape: x.shape.with(axis, shorten(x.shape[axis] ?? 0, start + end)),
  }),
  (g, y, x, margin) => [() => pad(full(g, y), x.shape, margin)],
)

/** x with zeros added along one axis until it has `shape`: undoes `trim`. */
const pad: Operator<[Tensor, Shape, Margin]> = operator(
  'Pad',
  (x, shape, { axis, start, end }) => ({
    inputs: [
      x,
      ...integers(x, [
        ...x.shape.map((_, a) => (a === axis ? start : 0)),
        ...x.shape.map((_, a) => (a === axis ? end : 0)),
      ]),
    ],
    shape,
  }),
  (g, y, _, __, margin) => [() => trim(full(g, y), margin)],
)

/** Reverses x along the given axes. */
export const reverse: Operator<[Tensor, readonly number[]]> = operator(
  'Slice',
  (x, axes) => {
    const [back, beyond] = [axes.map(() => -1), axes.map(() => -BEYOND)]
    return { inputs: [x, ...integers(x, back, beyond, axes, back)], shape: x.shape }
  },
  (g, y, _, axes) => [() => reverse(full(g, y), axes)],
)

/**
 * A map [1, C, H, W] as a mirror at its outermost rows and columns shows it, by one: [1, C, H + 2, W + 2]. Its derivative takes at least
 * five rows and columns.
 */
export const mirrorBorder: Operator<[Tensor]> = operator(
  'Pad',
  x => ({
    inputs: [x, ...integers(x, [0, 0, 1, 1, 0, 0, 1, 1])],
    attributes: { mode: 'reflect' },
    shape: x.shape.map((extent, axis) => (axis < 2 ? extent : lengthen(extent, 2))),
  }),
  (g, y) => [() => foldBorder(foldBorder(full(g, y), 2), 3)],
)

/** A map [1, C, H, W] with the row and column of its other side around it: [1, C, H + 2, W + 2]. */
export const wrapBorder = (x: Tensor): Tensor => wrapAxis(wrapAxis(x, 2), 3)

/** x with its last row along an axis before it, and its first behind it. */
function wrapAxis(x: Tensor, axis: number): Tensor {
  const inputs = [held(rowOf(x, axis, -1)), x, held(rowOf(x, axis, 0))]
  const shape = x.shape.with(axis, lengthen(x.shape[axis] ?? 0, 2))
  // One pass where rows with a rule of their own would take three: what arrives at either row is added where it was taken from.
  return x.graph.node('Concat', { inputs, attributes: { axis }, shape }, (y, g) => [
    'zero',
    () => foldWrapped(full(g, y), axis),
    'zero',
  ])
}

// Made by pull-backs only: nothing here differentiates twice

/** x without its first and last row along an axis, which are added to those at the other ends of what lies between. */
function foldWrapped(x: Tensor, axis: number): Tensor {
  const row = (from: number) => rowOf(x, axis, from)
  return joined([add(row(1), row(-1))], trim(x, { axis, start: 2, end: 2 }), [add(row(-2), row(0))], axis)
}

/** x without its first and last row along an axis, which are added to the next but one. */
function foldBorder(x: Tensor, axis: number): Tensor {
  const row = (from: number) => rowOf(x, axis, from)
  const between = trim(x, { axis, start: 3, end: 3 })
  return joined([row(1), add(row(2), row(0))], between, [add(row(-3), row(-1)), row(-2)], axis)
}

/** One row along an axis, counted from the front, or from −1 from the back. */
const rowOf: Operator<[Tensor, number, number]> = operator(
  'Slice',
  (x, axis, from) => ({
    inputs: [x, ...integers(x, [from], [from === -1 ? BEYOND : from + 1], [axis])],
    shape: x.shape.with(axis, 1),
  }),
  'no rule',
)

/** Rows of a map at either end of an axis, and what lies between them, as one. */
function joined(before: readonly Tensor[], between: Tensor, after: readonly Tensor[], axis: number): Tensor {
  const shape = between.shape.with(axis, lengthen(between.shape[axis] ?? 0, before.length + after.length))
  const inputs = [...before, between, ...after]
  return between.graph.node('Concat', { inputs, attributes: { axis }, shape }, 'no rule')
}

/** Every row and column twice: undoes the shrinking of 2×2 pooling. */
function enlarge(x: Tensor): Tensor {
  return mapsOf(resize(planesOf(x)), x)
}

/** The mean of each 2×2 window, of a mask. */
function windowMeans(x: Tensor): Tensor {
  return mapsOf(averagePool(planesOf(x)), x)
}

/**
 * [1, C, H, W] as C images of one channel, which costs nothing. ONNX Runtime has a layout of its own for images of many
 * channels, and would rearrange a mask or a cotangent on its way into an operator of this kind, and back behind it.
 */
function planesOf(x: Tensor): Tensor {
  const [, channels = 1, height = 0, width = 0] = x.shape
  return rearranged(x, [channels, 1, height, width])
}

function mapsOf(planes: Tensor, { shape: [, channels = 1] }: Tensor): Tensor {
  const [, , height = 0, width = 0] = planes.shape
  return rearranged(planes, [1, channels, height, width])
}

/** x with other first extents; the last two, which may be symbolic, stay: that is what 0 means to ONNX. */
const rearranged: Operator<[Tensor, Shape]> = operator(
  'Reshape',
  (x, shape) => ({ inputs: [x, ...integers(x, [...shape.slice(0, 2).map(Number), 0, 0])], shape }),
  'no rule',
)

const resize: Operator<[Tensor]> = operator(
  'Resize',
  x => ({
    inputs: [x, undefined, x.graph.constant([1, 1, 2, 2])],
    attributes: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
    shape: x.shape.map((extent, axis) => (axis < 2 ? extent : product([2, extent]))),
  }),
  'no rule',
)

/** x with zeros added after its last row and column until it is as large as `like`; x itself where it already is. */
function padTo(x: Tensor, like: Tensor): Tensor {
  return sameShape(x.shape, like.shape) ? x : padEnd(x, like)
}

const padEnd: Operator<[Tensor, Tensor]> = operator(
  'Pad',
  (x, like) => ({
    inputs: [
      x,
      concat([
        x.graph.constant(
          x.shape.map(() => 0),
          'int64',
        ),
        sub(shapeOf(like), shapeOf(x)),
      ]),
    ],
    shape: like.shape,
  }),
  'no rule',
)

const expand: Operator<[Tensor, Tensor]> = operator(
  'Expand',
  (x, like) => ({ inputs: [x, shapeOf(like)], shape: like.shape }),
  'no rule',
)

const equal: Operator<[Tensor, Tensor]> = operator(
  'Equal',
  (a, b) => ({ inputs: [a, b], shape: broadcastShape('Equal', a, b), elementType: 'bool' }),
  'zero',
)

/**
 * 1 where x is above 0, and 0 elsewhere: a slope so steep that the ramp between is narrower than the least normal float32. One
 * pass, where Greater and Cast are two.
 */
const isPositive: Operator<[Tensor]> = operator(
  'HardSigmoid',
  x => ({ inputs: [x], attributes: { alpha: { float: 2 ** 127 }, beta: { float: 0 } }, shape: x.shape }),
  'zero',
)

const ONNX_FLOAT = 1
const cast: Operator<[Tensor]> = operator(
  'Cast',
  x => ({ inputs: [x], attributes: { to: ONNX_FLOAT }, shape: x.shape }),
  'zero',
)

// Shapes as values: ONNX Runtime folds all of this away once the picture's size is known

const shapeOf: Operator<[Tensor]> = operator(
  'Shape',
  x => ({ inputs: [x], shape: [x.shape.length], elementType: 'int64' }),
  'zero',
)

const reduceProd: Operator<[Tensor]> = operator(
  'ReduceProd',
  x => ({ inputs: [x], attributes: { keepdims: 0 }, shape: [], elementType: 'int64' }),
  'zero',
)

/** The number of elements of x, as a float scalar. */
export const elementCount = (x: Tensor): Tensor => cast(reduceProd(shapeOf(x)))

/** Vectors end to end. Carries the graph's terms to its output; the loss itself adds them, so no derivative is needed. */
export function concat(parts: readonly [Tensor, ...Tensor[]]): Tensor {
  const [first] = parts
  const shape = [parts.reduce((total, part) => total + Number(part.shape[0]), 0)]
  const { elementType } = first
  return first.graph.node('Concat', { inputs: parts, attributes: { axis: 0 }, shape, elementType }, 'no rule')
}

interface Margin {
  readonly axis: number
  readonly start: number
  readonly end: number
}

/** ONNX's way to say "to the end", whatever the extent. */
const BEYOND = 2 ** 31 - 1

const integers = (x: Tensor, ...lists: (readonly number[])[]): Tensor[] =>
  lists.map(list => x.graph.constant(list, 'int64'))

const full = (g: Tensor, y: Tensor): Tensor => (sameShape(g.shape, y.shape) ? g : expand(g, y))

const pooled = (x: Tensor): Shape => x.shape.map((extent, axis) => (axis < 2 ? extent : halve(extent)))

function matrixExtent(x: Tensor, axis: 0 | 1): Shape[number] {
  const extent = x.shape[axis]
  if (x.shape.length !== 2 || extent === undefined) throw new Error(`Gemm: ${x.name} is not a matrix but [${x.shape}]`)
  return extent
}
