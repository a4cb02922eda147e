import type { CommandModule } from 'yargs'
import { loadPackages } from '../../service/loadPackages.js'
import { serviceArguments, serviceOptions } from '../serviceArguments.js'
import { remark } from '../terminal.js'
import { untilInterrupted } from '../untilInterrupted.js'

/** `nst-onnx serve`: paints what is asked for by HTTP. */
export function serveCommand(): CommandModule {
  return {
    command: 'serve',
    describe: 'Serve style transfer over HTTP, with a queue',
    builder: argv => argv.options(serviceArguments) as never,
    handler: async args => {
      const options = serviceOptions(args)
      const { startService } = await loadPackages(import('../../service/startService.js'), 'service')
      await untilInterrupted(async () => {
        const service = await startService(options)
        remark(`listening on ${service.url}${service.metricsUrl ? `, metrics at ${service.metricsUrl}` : ''}`)
        return service
      }, 'stopping: jobs are kept, and go on with the next start')
    },
  }
}
