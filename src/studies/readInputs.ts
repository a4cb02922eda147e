import type { JobQueue } from '../jobs/jobQueue.js'
import type { Job } from '../jobs/runJobs.js'
import type { RunPictures } from '../stylize/readPictures.js'
import type { ScaledPicture } from '../stylize/resources.js'

/** Reads the inputs of jobs, in their order, as their runs use them. Jobs that use the same picture share it. */
export async function readInputs<Input>(
  queue: JobQueue<Input>,
  jobs: readonly Job<Input>[],
): Promise<readonly RunPictures[]> {
  const known = new Map<string, ScaledPicture>()
  const shared = (read: ScaledPicture): ScaledPicture => {
    const key = `${read.sha256} ${read.picture.width}×${read.picture.height}`
    const first = known.get(key) ?? read
    known.set(key, first)
    return first
  }
  const inputs: RunPictures[] = []
  for (const { request } of jobs) {
    const read = await queue.pictures(request)
    // Every entry is a picture; what a run does not use is absent.
    inputs.push(Object.fromEntries(Object.entries(read).map(([name, picture]) => [name, shared(picture)])))
  }
  return inputs
}
