import { join } from 'node:path'
import type { PullOptions } from '../../src/node/weights/pullWeights.js'
import { type Manner, serve } from './shardServer.js'
import { smallDownload } from './smallDownload.js'
import { temporaryFolder } from './temporaryFolder.js'

/** The shards of `smallDownload`, in the order in which they are fetched. */
export const ALL = ['model/conv1_1-1', 'model/conv1_2-1', 'model/conv1_2-2', 'model/conv1_2-3']
/** Soon tired of a stalled connection, for tests that wait for that. */
export const patience = { answerMs: 5000, stallMs: 400 }

/** A machine with an empty cache and a mirror of this manner. */
export async function download(manner?: Manner) {
  const { manifest, files, layers } = await smallDownload()
  const server = await serve(files, manner)
  const cacheFolder = join(await temporaryFolder(), 'cache')
  const options: PullOptions = { layers, manifest, cacheFolder, baseUrl: server.url, env: {} }
  return { options, files, server, cacheFolder }
}
