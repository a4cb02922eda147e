import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { NstOnnxError } from '../errors.js'

/** Keeps what was made but could not be written where it was meant to go. Always throws, saying where it is. */
export async function rescueFile(bytes: Uint8Array, output: string, cause: unknown): Promise<never> {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const path = await keep(bytes, extname(output)).catch(() => {
    throw new NstOnnxError('failed', `${reason}; nor is there room in ${tmpdir()}`, { cause })
  })
  throw new NstOnnxError('failed', `${reason}; it is kept at ${path}`, { cause })
}

async function keep(bytes: Uint8Array, extension: string): Promise<string> {
  // Not under its own name, which may be what was wrong.
  const path = join(await mkdtemp(join(tmpdir(), 'nst-onnx-')), `kept${extension}`)
  await writeFile(path, bytes)
  return path
}
