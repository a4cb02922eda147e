import { NstOnnxError } from '../errors.js'

/** All of stdin. Throws NstOnnxError `usage` where it is a terminal and `input` where it breaks, or the signal's reason. */
export async function readStdin(signal?: AbortSignal): Promise<Uint8Array> {
  const { stdin } = process
  if (stdin.isTTY) throw new NstOnnxError('stdin-terminal', {})
  const stop = () => stdin.destroy()
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop)
  try {
    const pieces: Buffer[] = []
    for await (const piece of stdin) pieces.push(piece)
    return Buffer.concat(pieces)
  } catch (cause) {
    signal?.throwIfAborted()
    throw new NstOnnxError('stdin-unreadable', { trouble: (cause as Error).message }, { cause })
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}
