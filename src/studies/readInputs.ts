import type { Picture } from '../images/picture.js'
import type { JobQueue } from '../jobs/jobQueue.js'
import type { Job } from '../jobs/runJobs.js'
import type { RunPictures } from '../stylize/readPictures.js'
import type { ScaledPicture } from '../stylize/resources.js'

/** Reads the inputs of jobs, in their order, as their runs use them. Jobs that use the same picture share it. */
export async function readInputs<Input>(
  queue: JobQueue<Input>,
  jobs: readonly Job<Input>[],
): Promise<readonly RunPictures[]> {
  const known = new Map<string, Picture>()
  const shared = <Read extends ScaledPicture>(read: Read): Read => {
    const key = `${read.sha256} ${read.picture.width}×${read.picture.height}`
    const picture = known.get(key) ?? read.picture
    known.set(key, picture)
    return { ...read, picture }
  }
  const inputs: RunPictures[] = []
  for (const { request } of jobs) {
    const { content, styles, init } = await queue.pictures(request)
    inputs.push({
      ...(content && { content: shared(content) }),
      styles: styles.map(shared),
      ...(init && { init: shared(init) }),
    })
  }
  return inputs
}
