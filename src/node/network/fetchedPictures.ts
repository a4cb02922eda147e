import { fetchPicture } from './fetchPicture.js'

/** A run opens its inputs several times, within seconds; later the picture may be another one. */
const MILLISECONDS_KEPT = 60_000

interface Kept {
  readonly bytes: Promise<Uint8Array>
  readonly until: number
}

/** Pictures at addresses, each fetched at most once a minute. */
export class FetchedPictures {
  readonly #kept = new Map<string, Kept>()

  /** Throws as {@link fetchPicture} does. */
  async bytes(address: URL, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const now = performance.now()
    for (const [key, { until }] of this.#kept) if (until < now) this.#kept.delete(key)
    const known = this.#kept.get(address.href)
    if (known) return known.bytes
    const bytes = fetchPicture(address, signal)
    this.#kept.set(address.href, { bytes, until: now + MILLISECONDS_KEPT })
    bytes.catch(() => this.#kept.delete(address.href))
    return bytes
  }
}
