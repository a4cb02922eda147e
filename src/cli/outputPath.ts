import { access, realpath } from 'node:fs/promises'
import { format, parse } from 'node:path'
import { NstOnnxError } from '../errors.js'
import { ENDINGS_TEXT } from '../images/outputFormat.js'
import { shortened } from '../studies/fileNames.js'

/**
 * Where to write: the path asked for, or STEM.png in the working directory under a number that is still free. Throws
 * NstOnnxError `usage` where that is one of the inputs.
 *
 * @param inputs every picture that is read
 */
export async function chooseOutput(
  asked: string | undefined,
  inputs: readonly string[],
  stem: string,
): Promise<string> {
  if (asked === undefined) return freeName(stem)
  if (asked === '') throw new NstOnnxError('usage', `--output: give the name of a ${ENDINGS_TEXT} file`)
  await assertNoInput([asked], inputs)
  return asked
}

/** Makes sure that no input is written over. Throws NstOnnxError `usage`. */
export async function assertNoInput(outputs: readonly string[], inputs: readonly string[]): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(place)))
  for (const output of outputs) {
    if (read.has(await place(output)))
      throw new NstOnnxError('usage', `--output: ${output} is an input of this run; choose another name`)
  }
}

/** The name of a snapshot: `out.png` after 50 iterations is `out-000050.png`, so that names sort by age. */
export function numberedOutput(output: string, iteration: number): string {
  const { dir, name, ext } = parse(output)
  return format({ dir, name: `${name}-${String(iteration).padStart(6, '0')}`, ext })
}

/** In bytes: leaves room for a number and an ending in a name that file systems take. */
const LONGEST_STEM = 200

async function freeName(wanted: string): Promise<string> {
  const stem = shortened(wanted, LONGEST_STEM)
  for (let count = 1; ; count++) {
    const path = count === 1 ? `${stem}.png` : `${stem}-${count}.png`
    const isTaken = await access(path).then(
      () => true,
      () => false,
    )
    if (!isTaken) return path
  }
}

/** A file's one real path; the path itself where there is no file. */
const place = (path: string): Promise<string> => realpath(path).catch(() => path)
