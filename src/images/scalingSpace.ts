import { type Kernels, vectorSpace } from '../kernels/vectorSpace.js'
import type { RowMix } from './lanczosRows.js'

/** Two places for rows of a picture, and what is done on the way from one to the other. */
export interface ScalingSpace {
  readonly places: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>]
  /**
   * Makes rows of so many values in the second place from those in the first.
   *
   * @param mix one of those that the space was made for, by its position
   * @param begin the first row that is made, and `end` the one behind the last
   * @param above rows of the source that come before the first place
   */
  mixRows(mix: number, begin: number, end: number, length: number, above: number): void
  /** Writes the columns of a matrix in the second place one after another into the first. */
  turn(rows: number, columns: number): void
  /** Keeps so many values of the second place from 0 to 1. */
  clamp(length: number): void
}

/**
 * Makes a space with places for so many values each: in WebAssembly where there is some, which gives the same bits.
 *
 * @param mixes what rows are made of
 */
export function scalingSpace(length: number, mixes: readonly RowMix[]): ScalingSpace {
  const space = vectorSpace(
    length,
    2,
    mixes.reduce((bytes, mix) => bytes + bytesOf(mix), 0),
  )
  const take = () => space?.take() ?? new Float32Array(length)
  const places = [take(), take()] as const
  return space ? inWebAssembly(places, space.kernels, copies(mixes, space.scratch)) : inTypeScript(places, mixes)
}

function inWebAssembly(places: ScalingSpace['places'], kernels: Kernels, mixes: readonly RowMix[]): ScalingSpace {
  const [first, second] = [places[0].byteOffset, places[1].byteOffset]
  return {
    places,
    mixRows(mix, begin, end, length, above) {
      const { starts, rows, shares } = mixes[mix]! // as the interface asks
      const addresses = [rows.byteOffset, shares.byteOffset, first - BYTES * length * above, second] as const
      kernels.mixRows(end - begin, length, starts.byteOffset + BYTES * begin, ...addresses)
    },
    turn: (rows, columns) => kernels.turn(rows, columns, second, first),
    clamp: length => kernels.clamp(length, second),
  }
}

/** Every index below lies within what it is of. */
function inTypeScript(places: ScalingSpace['places'], mixes: readonly RowMix[]): ScalingSpace {
  const [first, second] = places
  return {
    places,
    mixRows(mix, begin, end, length, above) {
      const { starts, rows, shares } = mixes[mix]!
      for (let row = begin, to = 0; row < end; row++) {
        for (let x = 0; x < length; x++, to++) {
          let sum = 0
          for (let term = starts[row]!; term < starts[row + 1]!; term++)
            sum += shares[term]! * first[(rows[term]! - above) * length + x]!
          second[to] = sum
        }
      }
    },
    turn(rows, columns) {
      for (let y = 0, i = 0; y < rows; y++) for (let x = 0; x < columns; x++, i++) first[x * rows + y] = second[i]!
    },
    clamp(length) {
      for (let i = 0; i < length; i++) second[i] = Math.min(1, Math.max(0, second[i]!))
    },
  }
}

/** A float32 or a u32 takes so many. */
const BYTES = 4

const bytesOf = ({ starts, rows, shares }: RowMix) => starts.byteLength + rows.byteLength + shares.byteLength + BYTES

/** The mixes in the memory of a space. */
function copies(mixes: readonly RowMix[], { buffer, byteOffset }: Uint8Array<ArrayBuffer>): RowMix[] {
  let at = byteOffset
  return mixes.map(({ starts, rows, shares }) => {
    const inSpace = {
      shares: new Float64Array(buffer, at, shares.length),
      starts: new Uint32Array(buffer, at + shares.byteLength, starts.length),
      rows: new Uint32Array(buffer, at + shares.byteLength + starts.byteLength, rows.length),
    }
    inSpace.shares.set(shares)
    inSpace.starts.set(starts)
    inSpace.rows.set(rows)
    at = 8 * Math.ceil((inSpace.rows.byteOffset + rows.byteLength) / 8)
    return inSpace
  })
}
