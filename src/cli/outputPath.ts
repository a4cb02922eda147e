import { lstat, readdir } from 'node:fs/promises'
import { format, parse } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { fileIdentity } from '../node/files/fileIdentity.js'
import { shortened } from '../studies/fileNames.js'

/** Makes sure that no input is written over, whatever way its path is written. Throws NstOnnxError `usage`. */
export async function assertNoInput(
  outputs: readonly string[],
  inputs: readonly string[],
  option = 'output',
): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(fileIdentity)))
  for (const output of outputs) {
    const identity = await fileIdentity(output)
    if (identity && read.has(identity)) throw new NstOnnxError('output-is-input', { option, path: output })
  }
}

/** Makes sure that nothing of somebody else's is written over. Throws NstOnnxError `usage`. */
export function assertNoForeign([first, ...more]: readonly string[]): void {
  if (first === undefined) return
  const others = more.length > 0 ? ` and ${more.length} more` : ''
  throw new NstOnnxError('output-taken', { option: 'output', path: first, others })
}

/** The name of a snapshot: `out.png` after 50 iterations is `out-000050.png`, so that names sort by age. */
export function numberedOutput(output: string, iteration: number): string {
  const { dir, name, ext } = parse(output)
  return format({ dir, name: `${name}-${String(iteration).padStart(6, '0')}`, ext })
}

/** The files that are there under the names of a run's snapshots. */
export async function takenSnapshots(output: string, every: number, iterations: number): Promise<string[]> {
  const names = await readdir(parse(output).dir || '.').catch(() => [])
  const numbers = new Set(names.map(name => Number(/-(\d{6,})\.[^.]*$/.exec(name)?.[1] ?? 0)))
  const paths = [...numbers]
    .filter(number => number > 0 && number <= iterations && number % every === 0)
    .map(number => numberedOutput(output, number))
  const taken = await Promise.all(paths.map(isTaken))
  return paths.filter((_, index) => taken[index]).sort()
}

/** The most bytes of a name: they leave room for a number and an ending in what file systems take. */
const LONGEST_STEM = 200

/**
 * STEM, or STEM-2 and so on, whichever is free first.
 *
 * @param isFree whether a name can be had; it may take it at once
 */
export async function freeName(stem: string, isFree: (name: string) => Promise<boolean>): Promise<string> {
  const short = shortened(stem, LONGEST_STEM)
  for (let count = 1; ; count++) {
    const name = count === 1 ? short : `${short}-${count}`
    if (await isFree(name)) return name
  }
}

/** Whether there is anything at a path, be it a link that leads nowhere. */
export function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
