import { NstOnnxError } from '../errors.js'
import { StateKeeper } from '../jobs/stateKeeper.js'
import { aboutFile } from '../node/files/checkpointFile.js'
import { writePicture } from '../node/files/writePicture.js'
import { errorText } from './commandWords.js'
import { isTaken } from './outputPath.js'

/**
 * Keeps the state of a run in a file, in place of an older checkpoint but of nothing else.
 *
 * @param every seconds between checkpoints; by default as often as pays
 * @param note tells once that no checkpoint can be kept; the run goes on
 */
export function checkpointKeeper(path: string, every: number | undefined, note: (line: string) => void): StateKeeper {
  const keeper = new StateKeeper({
    every,
    async write(bytes) {
      if (!keeper.isKept && (await isTaken(path)) && !(await aboutFile(path)))
        throw new NstOnnxError('checkpoint-taken', { path })
      await writePicture(path, bytes)
    },
    onFailure(error) {
      note(`${errorText(error as Error)}; no checkpoint is kept`) // what runs and writing throw
      return false
    },
  })
  return keeper
}
