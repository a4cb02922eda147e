/** What a recipe needs to name an input again. */
export interface NamedInput {
  /** What the user wrote: a path, or what the bytes are called. */
  readonly name: string
  /** The hash of the file's bytes. */
  readonly sha256: string
  /** The program that decoded it, with its version, where other programs may give other pixels. */
  readonly decoder?: string
}

/** What a recipe needs of an input that may hold more. */
export function namedInput({ name, sha256, decoder }: NamedInput): NamedInput {
  return { name, sha256, ...(decoder && { decoder }) }
}
