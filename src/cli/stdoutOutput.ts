import { fstatSync, ftruncateSync } from 'node:fs'
import { NstOnnxError } from '../errors.js'
import { rescueFile } from './rescueFile.js'
import type { RunOutput } from './runOutput.js'

const NAME = 'stdout'

/**
 * The picture as all that a run writes to stdout. Throws NstOnnxError `usage` where stdout is a terminal.
 *
 * @param extension of the picture's format, with its point
 */
export function stdoutOutput(extension: string): RunOutput {
  if (process.stdout.isTTY)
    throw new NstOnnxError('usage', '--output: a picture is nothing for a terminal; name a file, or send stdout to one')
  return {
    name: NAME,
    async write(bytes) {
      await writeToStdout(bytes).catch(error => rescueFile(bytes, extension, error))
      return NAME
    },
    async writeSnapshot() {
      throw new Error('one picture goes to stdout')
    },
  }
}

/** Throws NstOnnxError `failed`; a file that stdout was sent to is as long then as it was before. */
async function writeToStdout(bytes: Uint8Array): Promise<void> {
  const { fd } = process.stdout
  const before = fstatSync(fd)
  const error = await new Promise<Error | null | undefined>(resolve => process.stdout.write(bytes, resolve))
  if (!error) return
  if (before.isFile()) ftruncateSync(fd, before.size)
  const { code, message } = error as NodeJS.ErrnoException
  const reason = code === 'EPIPE' ? 'its reader has left' : message
  throw new NstOnnxError('failed', `${NAME}: cannot be written: ${reason}`, { cause: error })
}
