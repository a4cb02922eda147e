import type { Regions } from '../regions/regions.js'
import type { Plan } from './plan.js'

/** Plans that wait for their run with all that was read for them, each until it is taken. What several hold counts once. */
export class KeptPlans {
  /** A Map keeps the order of insertion: the oldest comes first. */
  readonly #plans = new Map<string, Plan>()
  readonly #holders = new Map<ArrayBufferView, number>()
  #bytes = 0

  /** @param budget most bytes that the plans may hold together; the oldest are given up for it, never the latest */
  constructor(readonly budget: () => number) {}

  keep(plan: Plan): void {
    this.#plans.set(plan.id, plan)
    for (const held of heldBy(plan)) {
      const holders = this.#holders.get(held) ?? 0
      if (holders === 0) this.#bytes += held.byteLength
      this.#holders.set(held, holders + 1)
    }
    for (const { id } of [...this.#plans.values()].slice(0, -1)) {
      if (this.#bytes <= this.budget()) return
      this.take(id)
    }
  }

  /** A plan that is kept, and goes on being kept. */
  get(id: string | undefined): Plan | undefined {
    return id === undefined ? undefined : this.#plans.get(id)
  }

  /** A plan that is kept, and no longer will be. */
  take(id: string | undefined): Plan | undefined {
    const plan = this.get(id)
    if (!plan) return undefined
    this.#plans.delete(plan.id)
    for (const held of heldBy(plan)) {
      const holders = this.#holders.get(held) ?? 0
      if (holders > 1) this.#holders.set(held, holders - 1)
      else {
        this.#holders.delete(held)
        this.#bytes -= held.byteLength
      }
    }
    return plan
  }

  /** Gives up everything. */
  clear(): void {
    this.#plans.clear()
    this.#holders.clear()
    this.#bytes = 0
  }
}

/** All that a plan holds of any size, each once. */
function heldBy({ painted, network, ...read }: Plan): Set<ArrayBufferView> {
  const pictures = [read, painted].flatMap(({ content, styles, init }) =>
    [content, ...styles, init].flatMap(scaled => (scaled ? [scaled.picture] : [])),
  )
  const { filling, regions } = painted
  return new Set([
    ...[...pictures, ...(filling ? [filling] : [])].flatMap(({ pixels, alpha }) =>
      alpha ? [pixels, alpha] : [pixels],
    ),
    ...(regions ? masksIn(regions) : []),
    ...[...network.layers.values()].flatMap(({ kernel, bias }) => [kernel, bias]),
  ])
}

function masksIn({ painted, kept }: Regions): ArrayBufferView[] {
  const masks = [...painted.flatMap(({ mask, styles }) => [mask, ...styles.map(one => one.mask)]), kept]
  return masks.flatMap(mask => (mask ? [mask.values] : []))
}
