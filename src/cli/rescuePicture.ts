import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { NstOnnxError } from '../errors.js'

/** Keeps a finished picture that could not be written where it was meant to go. Always throws, saying where it is. */
export async function rescuePicture(bytes: Uint8Array, output: string, cause: unknown): Promise<never> {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-'))
  const path = join(folder, basename(output))
  await writeFile(path, bytes)
  throw new NstOnnxError('failed', `${reason}; the picture is kept at ${path}`, { cause })
}
