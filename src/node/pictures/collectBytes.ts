import { NstOnnxError } from '../../errors.js'

/** More is never taken of a picture file, whose like a pipe or a device may never end. */
const MOST_BYTES = 500e6

/** All pieces together. Throws NstOnnxError `input` where they are too many, without waiting for their end. */
export async function collectBytes(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  most = MOST_BYTES,
): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    requireFileLength(name, length, most)
    kept.push(piece)
  }
  return Buffer.concat(kept)
}

/** Throws NstOnnxError `input` for a file that is too long. */
export function requireFileLength(name: string, length: number, most = MOST_BYTES): void {
  if (length > most) throw new NstOnnxError('picture-file-too-long', { name, megabytes: most / 1e6 })
}
