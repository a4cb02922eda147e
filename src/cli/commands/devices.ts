import type { CommandModule } from 'yargs'
import { NODE_DEVICES } from '../../runtime/devices.js'
import { startNodeSessionHost } from '../../runtime/nodeSessionHost.js'
import { probeDevice } from '../../runtime/probeDevice.js'

/** `nst-onnx devices`: tries each device and says what it found. */
export function devicesCommand(): CommandModule {
  return {
    command: 'devices',
    describe: 'Try each device that can run the graph',
    builder: argv => argv.option('json', { type: 'boolean', describe: 'One JSON object a line' }) as never,
    handler: async args => {
      for (const device of NODE_DEVICES) {
        const probe = await probeDevice(device, startNodeSessionHost)
        const line = probe.works ? `${device.padEnd(7)} works` : `${device.padEnd(7)} not here: ${probe.reason}`
        process.stdout.write(`${args.json ? JSON.stringify(probe) : line}\n`)
      }
    },
  }
}
