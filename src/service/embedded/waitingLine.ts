/** Who waits, by key: the most urgent first, and then in the order in which they came. */
export class WaitingLine {
  #line: { readonly key: string; readonly urgency: number }[] = []

  get length(): number {
    return this.#line.length
  }

  /** Lets one wait behind those that are as urgent. */
  add(key: string, urgency: number): void {
    const index = this.#line.findIndex(other => other.urgency > urgency)
    this.#line.splice(index < 0 ? this.#line.length : index, 0, { key, urgency })
  }

  /** How many come before one; undefined where it does not wait. */
  before(key: string): number | undefined {
    const index = this.#line.findIndex(other => other.key === key)
    return index < 0 ? undefined : index
  }

  /** Lets one go. Returns whether it waited. */
  remove(key: string): boolean {
    const length = this.#line.length
    this.#line = this.#line.filter(other => other.key !== key)
    return this.#line.length < length
  }

  /** Takes the first one out. */
  take(): string | undefined {
    return this.#line.shift()?.key
  }
}
