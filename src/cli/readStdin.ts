import { NstOnnxError } from '../errors.js'
import { collectBytes } from '../node/pictures/collectBytes.js'

/** What the picture from stdin is called. */
export const STDIN_NAME = 'stdin'

/** All of stdin. Throws NstOnnxError `usage` where it is a terminal and `input` where it breaks, or the signal's reason. */
export async function readStdin(signal?: AbortSignal): Promise<Uint8Array> {
  const { stdin } = process
  if (stdin.isTTY) throw new NstOnnxError('stdin-terminal', {})
  const stop = () => stdin.destroy()
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop)
  try {
    return await collectBytes(stdin, STDIN_NAME)
  } catch (cause) {
    signal?.throwIfAborted()
    if (cause instanceof NstOnnxError) throw cause
    throw new NstOnnxError('stdin-unreadable', { trouble: (cause as Error).message }, { cause })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
