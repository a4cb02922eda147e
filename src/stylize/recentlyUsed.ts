interface Entry<Value> {
  readonly value: Promise<Value>
  /** The value, once it is made. */
  made?: Value
  cost: number
}

/** Keeps the values that were asked for last, as many as a budget allows, and always the very last. */
export class RecentlyUsed<Value> {
  /** A Map keeps the order of insertion: the least recently used comes first. */
  readonly #entries = new Map<string, Entry<Value>>()

  /**
   * @param budget what the costs of the values kept may add up to
   * @param costOf in any unit
   * @param release frees a value that is given up
   */
  constructor(
    readonly budget: number | (() => number),
    readonly costOf: (value: Value) => number = () => 1,
    readonly release: (value: Value) => Promise<void> = async () => {},
  ) {}

  /**
   * The value of a key, made if it is not at hand. A value that could not be made is not kept.
   *
   * @param cost of the value, where that is known before it is made: room is made for it first
   */
  async get(key: string, make: () => Promise<Value>, cost = 0): Promise<Value> {
    const entry = this.#entries.get(key) ?? { value: this.#shrink(key, cost).then(make), cost: 0 }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    try {
      const value = await entry.value
      entry.made = value
      entry.cost = this.costOf(value)
      await this.#shrink(key)
      return value
    } catch (error) {
      this.#entries.delete(key)
      throw error
    }
  }

  /** A value that is at hand and fits. */
  find(fits: (value: Value) => boolean): Value | undefined {
    const entry = [...this.#entries.values()].find(({ made }) => made !== undefined && fits(made))
    return entry?.made
  }

  /** Gives up everything. */
  async clear(): Promise<void> {
    for (const key of [...this.#entries.keys()]) await this.#giveUp(key)
  }

  async #shrink(spared: string, coming = 0): Promise<void> {
    const total = () => [...this.#entries.values()].reduce((sum, { cost }) => sum + cost, coming)
    for (const key of [...this.#entries.keys()]) {
      if (total() <= (typeof this.budget === 'number' ? this.budget : this.budget())) return
      if (key !== spared) await this.#giveUp(key)
    }
  }

  async #giveUp(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    this.#entries.delete(key)
    if (entry) await entry.value.then(this.release, () => {})
  }
}
