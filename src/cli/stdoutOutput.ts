import { fstatSync, ftruncateSync, writeSync } from 'node:fs'
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
  if (process.stdout.isTTY) throw new NstOnnxError('output-terminal', { option: 'output' })
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
  const { size, isFile } = statOf(fd)
  try {
    if (isFile) writeAll(fd, bytes)
    else await new Promise<void>((done, fail) => process.stdout.write(bytes, error => (error ? fail(error) : done())))
  } catch (cause) {
    if (isFile) ftruncateSync(fd, size)
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = code === 'EPIPE' ? 'its reader has left' : message
    throw new NstOnnxError('output-not-written', { path: NAME, reason }, { cause })
  }
}

function statOf(fd: number): { size: number; isFile: boolean } {
  const found = fstatSync(fd)
  return { size: found.size, isFile: found.isFile() }
}

/** Node's own stream takes it for success where a file had room for a part. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}
