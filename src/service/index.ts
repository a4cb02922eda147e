/**
 * The service as parts of a program under Node: a Fastify plugin, a server of its own, a worker, and where pictures lie.
 *
 * @module nst-onnx/service
 */

import { loadPackages } from './loadPackages.js'
import type { RunningWorker, WorkerOptions } from './redis/startWorker.js'

/**
 * Starts a worker, which carries out the jobs of services that share a queue on Redis, as `nst-onnx work` does.
 *
 *     const worker = await startWorker({ redis: 'redis://127.0.0.1:6379', threads: 4 })
 *     process.once('SIGTERM', () => worker.drain())
 *
 * Throws NstOnnxError `usage` for a wrong address, `failed` where it cannot listen, or the packages for Redis are not installed.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { startWorker } = await loadPackages(import('./redis/startWorker.js'), 'redis')
  return startWorker(options)
}

export type { Limits } from '../requests/limits.js'
export type { BlobStore, Pieces } from './blobStore.js'
export { FolderStore } from './folderStore.js'
export type { RunningWorker, WorkerOptions } from './redis/startWorker.js'
export { SERVICE_DEFAULTS, type ServiceOptions } from './serviceOptions.js'
export { type Service, startService } from './startService.js'
export { type StylizeServiceOptions, stylizeService } from './stylizeService.js'
