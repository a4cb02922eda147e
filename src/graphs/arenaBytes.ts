/** A piece of memory that is held from one node of an execution to another. */
export interface Held {
  readonly bytes: number
  /** The numbers of the first node that it is there for, and of the last. */
  readonly first: number
  readonly last: number
}

/** A free or taken stretch of a region. */
interface Chunk {
  readonly region: Region
  offset: number
  bytes: number
  isFree: boolean
}

interface Region {
  /** All of it, from its begin to its end. */
  readonly chunks: Chunk[]
  /** Up to here, memory has been written to. */
  touched: number
}

/** Pieces begin at multiples of it. */
const GRAIN = 256
const MEBIBYTE = 2 ** 20
/** A chunk is cut where this much of it, or half, would be left over. */
const MOST_LEFT_OVER = 128 * MEBIBYTE
const LARGEST_GROWTH = 1024 * MEBIBYTE

/**
 * The bytes that an arena of ONNX Runtime's has written to after it gave out pieces and took them back, which it keeps. It asks the system for
 * regions that double, gives out the smallest chunk that is large enough, of several the one at the lowest address, and puts together again
 * what lies side by side in a region: large pieces find no room where small ones were.
 */
export function arenaBytes(pieces: readonly Held[]): number {
  const arena = new Arena()
  let taken: { readonly last: number; readonly chunk: Chunk }[] = []
  for (const { bytes, first, last } of pieces.toSorted((a, b) => a.first - b.first)) {
    for (const piece of taken) if (piece.last < first) arena.giveBack(piece.chunk)
    taken = [...taken.filter(piece => piece.last >= first), { last, chunk: arena.take(bytes) }]
  }
  return arena.touchedBytes
}

class Arena {
  readonly #regions: Region[] = []
  #growth = MEBIBYTE

  get touchedBytes(): number {
    return this.#regions.reduce((sum, { touched }) => sum + touched, 0)
  }

  take(wanted: number): Chunk {
    const bytes = GRAIN * Math.max(1, Math.ceil(wanted / GRAIN))
    const chunk = this.#smallestOf(bytes) ?? this.#extended(bytes)
    if (chunk.bytes >= 2 * bytes || chunk.bytes - bytes >= MOST_LEFT_OVER) {
      const { chunks } = chunk.region
      const rest = { ...chunk, offset: chunk.offset + bytes, bytes: chunk.bytes - bytes }
      chunks.splice(chunks.indexOf(chunk) + 1, 0, rest)
      chunk.bytes = bytes
    }
    chunk.isFree = false
    chunk.region.touched = Math.max(chunk.region.touched, chunk.offset + bytes)
    return chunk
  }

  giveBack(chunk: Chunk): void {
    const { chunks } = chunk.region
    chunk.isFree = true
    const at = chunks.indexOf(chunk)
    const [before, after] = [chunks[at - 1], chunks[at + 1]]
    if (after?.isFree) {
      chunk.bytes += after.bytes
      chunks.splice(at + 1, 1)
    }
    if (before?.isFree) {
      before.bytes += chunk.bytes
      chunks.splice(at, 1)
    }
  }

  /** Systems put a large region below those that they gave before. */
  #smallestOf(bytes: number): Chunk | undefined {
    let best: Chunk | undefined
    for (const { chunks } of this.#regions.toReversed())
      for (const chunk of chunks)
        if (chunk.isFree && chunk.bytes >= bytes && (!best || chunk.bytes < best.bytes)) best = chunk
    return best
  }

  #extended(bytes: number): Chunk {
    const isEnough = bytes <= this.#growth
    while (bytes > this.#growth) this.#growth *= 2
    const region: Region = { chunks: [], touched: 0 }
    const chunk = { region, offset: 0, bytes: this.#growth, isFree: true }
    region.chunks.push(chunk)
    this.#regions.push(region)
    if (isEnough) this.#growth = Math.min(2 * this.#growth, LARGEST_GROWTH)
    return chunk
  }
}
