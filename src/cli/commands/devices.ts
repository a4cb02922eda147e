import type { CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { judge } from '../../node/devices/chooseDevice.js'
import { type Machine, missingNeed, remedyFor, thisMachine } from '../../node/devices/deviceNeeds.js'
import { type DeviceTrial, tryDevice } from '../../node/devices/tryDevice.js'
import { requireNativeRuntime } from '../../node/engine/nativeRuntime.js'
import { processors } from '../../node/processors.js'
import { type Device, isCpu, NODE_DEVICES } from '../../runtime/devices.js'
import { print, printJson } from '../terminal.js'

/** `nst-onnx devices`: tries each device and says what it found, what `auto` is, and how to get what is missing. */
export function devicesCommand(): CommandModule {
  return {
    command: 'devices',
    describe: 'Try each device that can run the graph',
    builder: argv => argv.option('json', { type: 'boolean', describe: 'One JSON object a line' }) as never,
    handler: async args => {
      requireNativeRuntime()
      const machine = thisMachine()
      let automatic: Device | undefined
      for (const device of NODE_DEVICES) {
        const missing = missingNeed(device, machine)
        const trial = await tryDevice(device, { threads: processors(), patience: PATIENCE })
        const report: Report = trial.works ? trial : { ...trial, ...explained(trial.reason, missing, device, machine) }
        if (!automatic && trial.works && (isCpu(device) || (missing === undefined && judge(trial).wins)))
          automatic = device
        if (args.json) printJson(report)
        else print(...lines(report))
      }
      if (!automatic) throw new NstOnnxError('no-device', {})
      if (!args.json) print(`auto is ${automatic}`)
    },
  }
}

/** Milliseconds: whoever asks wants to know, and a run that looks for its device does not wait so long. */
const PATIENCE = 120_000

/** What a look at the machine showed comes first: it says what to do about it. */
function explained(reason: string, missing: string | undefined, device: Device, machine: Machine) {
  return {
    reason: missing ? `${missing}; tried all the same: ${reason}` : reason,
    remedy: remedyFor(device, machine),
  }
}

type Report = DeviceTrial & { readonly remedy?: string }

function lines(report: Report): string[] {
  const name = report.device.padEnd(7)
  if (!report.works) return [`${name} not here: ${report.reason}`, `${' '.repeat(8)}${report.remedy}`]
  if (!isCpu(report.device)) return [`${name} works: ${judge(report).why}`]
  return [`${name} works: an evaluation took ${Math.round(1000 * (report.seconds ?? 0))} ms`]
}
