import { NstOnnxError } from '../../errors.js'
import { type ChosenDevice, type Device, isCpu, NODE_DEVICES, requireDevice } from '../../runtime/devices.js'
import { requireNativeRuntime } from '../engine/nativeRuntime.js'
import { cappedThreads } from '../processors.js'
import { missingNeed, remedyFor, thisMachine } from './deviceNeeds.js'
import { type DeviceTrial, tryDevice } from './tryDevice.js'

/**
 * What a run under Node uses. `auto` is the first of CUDA and WebGPU that runs the graph faster than the CPU, and else the CPU;
 * `reason` says why. Where a GPU is plainly absent nothing is started to find that out.
 *
 * @throws NstOnnxError `device` where the device asked for is not there
 */
export async function chooseDevice(asked: Device | 'auto', threadsAsked?: number): Promise<ChosenDevice> {
  const threads = cappedThreads(threadsAsked)
  requireNativeRuntime()
  if (asked === 'auto') return { ...(await automaticDevice(threads)), threads }
  requireDevice(asked, NODE_DEVICES)
  // One that seems to be missing is tried where its driver's complaints are kept out of the run's own output.
  const machine = thisMachine()
  const missing = missingNeed(asked, machine)
  const trial = missing === undefined ? undefined : await tryDevice(asked, { threads })
  if (missing !== undefined && !trial?.works) {
    const told = { option: 'device', value: asked, trouble: missing, need: remedyFor(asked, machine) }
    throw new NstOnnxError('device-needs', told)
  }
  return { device: asked, threads }
}

type Choice = Required<Pick<ChosenDevice, 'device' | 'reason'>>

/** What was chosen for a number of threads: what a machine has does not change while a process runs. */
const choices = new Map<number, Promise<Choice>>()

function automaticDevice(threads: number): Promise<Choice> {
  const known = choices.get(threads) ?? tryInTurn(threads)
  choices.set(threads, known)
  return known
}

async function tryInTurn(threads: number): Promise<Choice> {
  const reasons: string[] = []
  for (const device of NODE_DEVICES.filter(name => !isCpu(name))) {
    const missing = missingNeed(device, thisMachine())
    const verdict = missing === undefined ? judge(await tryDevice(device, { threads })) : { wins: false, why: missing }
    if (verdict.wins) return { device, reason: verdict.why }
    reasons.push(`no ${device}: ${verdict.why}`)
  }
  return { device: 'cpu', reason: reasons.join('; ') }
}

/** Whether a device that was tried is to be preferred to the CPU, and why. */
export function judge(trial: DeviceTrial): { readonly wins: boolean; readonly why: string } {
  if (!trial.works) return { wins: false, why: trial.reason }
  const { seconds, cpuSeconds } = trial
  if (seconds === undefined || cpuSeconds === undefined)
    return { wins: false, why: 'it works, but far slower than the CPU, as an adapter in software does' }
  const why = `an evaluation took ${milliseconds(seconds)} there and ${milliseconds(cpuSeconds)} on the CPU`
  return { wins: seconds < cpuSeconds, why }
}

function milliseconds(seconds: number): string {
  const value = 1000 * seconds
  return `${value < 99.5 ? value.toPrecision(2) : value.toFixed(0)} ms`
}
