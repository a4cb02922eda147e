import type { ErrorKind } from '../errors.js'

/** What the command line's exit codes mean; README.md lists them. */
export const EXIT_CODES: Readonly<Record<ErrorKind | 'done' | 'interrupted', number>> = {
  done: 0,
  failed: 1,
  usage: 2,
  input: 3,
  weights: 4,
  device: 5,
  interrupted: 130,
}
