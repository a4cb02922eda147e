import type { StylizeRun } from 'nst-onnx'
import type { RestOfRun, RunState } from '../state/pageState.js'
import { shareAfter } from '../state/runText.js'

/** More than a browser keeps readily. */
const MOST_BYTES = 256e6

/**
 * What a run would go on with after its latest step; undefined before the first, and where that is too large to be kept.
 *
 * @param start the picture of another run, which it began from
 */
export async function restOfRun(
  run: StylizeRun,
  told: RunState,
  start: File | undefined,
): Promise<RestOfRun | undefined> {
  if (!told.start) return undefined
  const reader = await run.openCheckpoint()
  if (!reader) return undefined
  const { latest } = run
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  try {
    for await (const piece of reader.pieces) {
      bytes += piece.length
      if (bytes > MOST_BYTES) return undefined
      pieces.push(piece)
    }
  } finally {
    reader.close()
  }
  // Between two stages its latest event is no step.
  const done = shareAfter(told, latest?.event === 'step' ? latest.iteration : (told.latest?.iteration ?? 0))
  const { device, threads } = told.start
  const base = told.begun?.from?.base ?? 0
  return { checkpoint: new Blob(pieces), done, base, device, threads, ...(start && { start }) }
}
