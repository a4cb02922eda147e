import type { NamedInput } from './platform.js'

/** What a recipe needs of an input that may hold more. */
export function namedInput({ name, sha256, decoder }: NamedInput): NamedInput {
  return { name, sha256, ...(decoder && { decoder }) }
}
