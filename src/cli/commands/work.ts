import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { loadPackages } from '../../service/loadPackages.js'
import { EXIT_CODES } from '../exitCodes.js'
import { serviceOptions, workerArguments } from '../serviceArguments.js'
import { remark } from '../terminal.js'
import { untilInterrupted } from '../untilInterrupted.js'

/** `nst-onnx work`: carries out the jobs of services that share a queue on Redis. */
export function workCommand(): CommandModule {
  return {
    command: 'work',
    describe: 'Carry out the jobs of nst-onnx serve --redis, on any number of machines',
    builder: argv => argv.options(workerArguments) as never,
    handler: async args => {
      const { redis, ...options } = serviceOptions(args)
      if (redis === undefined) throw new NstOnnxError('redis-not-given', { option: 'redis' })
      const { startWorker } = await loadPackages(import('../../service/redis/startWorker.js'), 'redis')
      await untilInterrupted(async () => {
        const worker = await startWorker({ ...options, redis })
        remark(`works${worker.metricsUrl ? `, metrics at ${worker.metricsUrl}` : ''}`)
        return worker
      }, 'stopping: the running job goes on elsewhere')
      // BullMQ does not give up a connection that waits for Redis to come back, and it would keep the process.
      process.exit(EXIT_CODES.done)
    },
  }
}
