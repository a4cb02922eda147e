import { type StylizeRun, shareDone } from 'nst-onnx'
import type { RestOfRun, RunState } from '../state/pageState.js'

/** More than a browser keeps readily. */
const MOST_BYTES = 256e6

/** What a run would go on with after its latest step; undefined before the first, and where that is too large to be kept. */
export async function restOfRun(run: StylizeRun, { start }: RunState): Promise<RestOfRun | undefined> {
  if (!start) return undefined
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
  const done = latest?.event === 'step' ? shareDone(start.stages, latest.iteration) : 0
  const { device, threads } = start
  return { checkpoint: new Blob(pieces), done, device, threads }
}
