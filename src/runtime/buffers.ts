/** Arrays that are filled again and again: what thousands of new ones would leave behind is as large as what they hold. */
export class Buffers {
  readonly #arrays = new Map<string, Float32Array>()

  /** The array of a name, with whatever it was last filled with. Only its next user may change it, once the one before is done. */
  array(name: string, length: number): Float32Array {
    const known = this.#arrays.get(name)
    if (known?.length === length) return known
    const made = new Float32Array(length)
    this.#arrays.set(name, made)
    return made
  }
}
