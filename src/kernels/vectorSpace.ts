import { KERNEL_PROGRAM } from './kernelProgram.js'

/** The loops of kernels/index.ts, by which vectors of one space are worked on. Addresses are in bytes. */
export interface Kernels {
  dot(length: number, a: number, b: number): number
  addThenDot(length: number, target: number, factor: number, a: number, b: number): number
  addTo(length: number, target: number, factor: number, a: number): void
  scale(length: number, target: number, factor: number): void
  mixRows(count: number, length: number, starts: number, rows: number, shares: number, ...addresses: number[]): void
  turn(rows: number, columns: number, from: number, to: number): void
  clamp(length: number, target: number): void
  sumPairs(
    ...numbers: [from: number, columns: number, rows: number, oddColumn: number, oddRow: number, ...to: number[]]
  ): void
  meanEnergies(values: number, columns: number, rows: number, ...addresses: number[]): void
  mixMeans(values: number, columns: number, rows: number, ...numbers: number[]): void
}

/** Vectors of one length in the memory of WebAssembly, where loops over them take less than half of the time. */
export interface VectorSpace {
  readonly kernels: Kernels
  /** Holds nothing between two calls of whoever works on the vectors. */
  readonly scratch: Uint8Array<ArrayBuffer>
  /** A vector that nobody else has, of unknown values. */
  take(): Float32Array<ArrayBuffer>
  /** Takes back a vector. */
  give(vector: Float32Array): void
}

type Vector = Float32Array | Float64Array

/** What of the global WebAssembly is used here: TypeScript knows it in pages only. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer }
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: { env: { memory: object } }) => { readonly exports: unknown }
}

const PAGE = 65_536
const MOST_PAGES = 65_536
/** Address 0 means none. */
const FIRST_ADDRESS = 64
const aligned = (bytes: number) => Math.ceil(bytes / 16) * 16

const spaces = new WeakMap<ArrayBufferLike, VectorSpace>()
let program: object | undefined
/** So many pages could not be had. To ask again takes long where addresses are limited: the collector runs first. */
let refusedPages = MOST_PAGES + 1

/** The space that all of the vectors lie in, if there is one. */
export function spaceOf(first: Vector, ...others: readonly Vector[]): VectorSpace | undefined {
  return others.every(({ buffer }) => buffer === first.buffer) ? spaces.get(first.buffer) : undefined
}

/**
 * Makes room for so many vectors. Memory that is not written to takes none of the machine's. Undefined where so much cannot be had, or
 * WebAssembly is not allowed; everything is computed to the same bits then, but slower.
 */
export function vectorSpace(length: number, count: number, scratchBytes: number): VectorSpace | undefined {
  const each = aligned(4 * length)
  const begin = FIRST_ADDRESS + aligned(scratchBytes)
  const pages = Math.ceil((begin + count * each) / PAGE)
  if (pages >= refusedPages) return undefined
  try {
    program ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_PROGRAM), character => character.charCodeAt(0)))
    const memory = new WebAssembly.Memory({ initial: pages })
    const { exports } = new WebAssembly.Instance(program, { env: { memory } })
    const free = Array.from({ length: count }, (_, i) => new Float32Array(memory.buffer, begin + i * each, length))
    const space: VectorSpace = {
      kernels: exports as Kernels, // what kernels/index.ts exports
      scratch: new Uint8Array(memory.buffer, FIRST_ADDRESS, scratchBytes),
      take: () => free.shift() ?? new Float32Array(length),
      give(vector) {
        const own = new Float32Array(memory.buffer, vector.byteOffset, length)
        if (vector.buffer === memory.buffer) free.unshift(own)
      },
    }
    spaces.set(memory.buffer, space)
    return space
  } catch {
    refusedPages = pages
    return undefined
  }
}
