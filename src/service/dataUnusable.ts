import { NstOnnxError } from '../errors.js'

/** The error for a folder in which a service cannot write what it has to, after what the file system has said. */
export function dataUnusable(folder: string, cause: unknown): NstOnnxError {
  const trouble = (cause as NodeJS.ErrnoException).code ?? String(cause)
  return new NstOnnxError('data-unusable', { name: folder, trouble }, { cause })
}
