import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { createEngine } from '../../index.js'
import type { RequestRules } from '../../requests/requestRules.js'
import type { Backend } from '../backend.js'
import { FolderStore } from '../folderStore.js'
import type { JobsWatch } from '../jobsWatch.js'
import { Readiness } from '../readiness.js'
import type { ServiceOptions } from '../serviceOptions.js'
import { EmbeddedJobs } from './embeddedJobs.js'
import { lockFolder } from './folderLock.js'
import { RecordFiles } from './recordFiles.js'
import { keepSecret } from './secret.js'

/**
 * Opens a queue of the service's own: on disk, with an engine in this process.
 *
 * @throws NstOnnxError `data-in-use`, `data-unusable`
 */
export async function openEmbedded(
  options: ServiceOptions,
  rules: RequestRules,
  watch: JobsWatch,
  onUnready: (error: unknown) => void,
): Promise<Backend> {
  const data = resolve(options.data)
  const unlock = await lockFolder(data)
  const { device, threads, memory } = options
  const engine = createEngine({ ...rules, device, threads, memory })
  const close = async () => {
    await engine.close()
    await unlock()
  }
  try {
    const jobs = await EmbeddedJobs.open({
      ...options,
      bound: options.queue,
      engine,
      store: new FolderStore(join(data, 'blobs')),
      records: new RecordFiles(join(data, 'jobs')),
      watch,
    })
    const secret = await keepSecret(join(data, 'secret'), () => randomBytes(32))
    const readiness = new Readiness(engine)
    readiness.try(onUnready)
    return {
      jobs,
      secret: async () => secret,
      trouble: () => jobs.trouble() ?? readiness.trouble,
      features: () => readiness.features,
      async close() {
        readiness.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
