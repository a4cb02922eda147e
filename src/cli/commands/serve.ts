import type { CommandModule } from 'yargs'
import { listenForInterrupts } from '../interrupts.js'
import { loadService } from '../loadService.js'
import { serviceArguments, serviceOptions } from '../serviceArguments.js'
import { remark } from '../terminal.js'

/** `nst-onnx serve`: paints what is asked for by HTTP. */
export function serveCommand(): CommandModule {
  return {
    command: 'serve',
    describe: 'Serve style transfer over HTTP, with a queue',
    builder: argv => argv.options(serviceArguments) as never,
    handler: async args => {
      const options = serviceOptions(args)
      const { startService } = await loadService(import('../../service/startService.js'))
      const interruption = listenForInterrupts(() => remark('stopping: jobs are kept, and go on with the next start'))
      const { signal } = interruption
      try {
        const service = await startService(options)
        remark(`listening on ${service.url}${service.metricsUrl ? `, metrics at ${service.metricsUrl}` : ''}`)
        await new Promise<void>(resolve => {
          if (signal.aborted) resolve()
          signal.addEventListener('abort', () => resolve(), { once: true })
        })
        await service.drain()
      } finally {
        interruption.stop()
      }
    },
  }
}
