import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { complaint } from '../../runtime/complaint.js'
import type { Device } from '../../runtime/devices.js'
import { packageFile } from '../packageFile.js'
import type { TrialMessage } from './deviceTrial.js'

/** What came of running the graph on a device. */
export type DeviceTrial =
  | {
      readonly device: Device
      readonly works: true
      /** Largest relative difference of a term or the gradient from the CPU's. */
      readonly difference: number
      /**
       * How long one evaluation took there and on the CPU: of the larger picture, or of the smaller where that settles it; absent where it
       * did not end in time.
       */
      readonly seconds?: number
      readonly cpuSeconds?: number
    }
  | { readonly device: Device; readonly works: false; readonly reason: string }

export interface TrialOptions {
  readonly threads: number
  /** Sides of the picture that shows whether the device works, and of the one that shows how fast it is. */
  readonly sides?: readonly [number, number]
  /** Milliseconds. */
  readonly patience?: number
  readonly env?: Readonly<Record<string, string | undefined>>
}

/**
 * The second side is near that of a usual run: on smaller pictures a GPU spends its time on being asked, and a slow one looks like
 * a fast one.
 */
const SIDES = [32, 384] as const
/** A GPU's first use compiles its programs; one in software, asked for the larger picture, would take minutes. */
const PATIENCE = 30_000

/**
 * Runs the loss graph on a device, whole, and compares result and time with the CPU's. In a process of its own: drivers print as
 * they please, and a broken one may take its process with it.
 */
export function tryDevice(
  device: Device,
  { threads, sides = SIDES, patience = PATIENCE, env = process.env }: TrialOptions,
): Promise<DeviceTrial> {
  const child = fork(
    fileURLToPath(packageFile('dist/node/devices/deviceTrial.js')),
    [device, `${threads}`, ...sides.map(String)],
    {
      env: { ...env, ORT_DISABLE_TELEMETRY: env.ORT_DISABLE_TELEMETRY ?? '1' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  )
  let printed = ''
  let result: DeviceTrial | undefined
  child.stderr?.setEncoding('utf8').on('data', text => {
    printed += text
  })
  child.on('message', (message: TrialMessage) => {
    if ('message' in message) result = { device, works: false, reason: withHint(message.message, printed) }
    else result = { device, works: true, ...message }
  })
  return new Promise(resolve => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience)
    const end = (how: string) => {
      clearTimeout(timer)
      resolve(result ?? { device, works: false, reason: withHint(how, printed) })
    }
    child.on('error', error => end(error.message))
    child.on('close', (code, signal) =>
      end(
        signal === 'SIGKILL'
          ? `no answer within ${patience / 1000} s`
          : `its driver ended the process (${signal ?? code})`,
      ),
    )
  })
}

/** ONNX Runtime's complaint, with what was printed beside it where that says more. */
function withHint(message: string, printed: string): string {
  const reason = complaint(message)
  const lines = stripVTControlCharacters(printed).split('\n')
  const first = lines.find(line => line.trim() !== '') ?? ''
  const hint = /with error: (.*)/.exec(printed)?.[1] ?? first.replace(/^\d{4}-.*?\] /, '').replace(/^Warning: /, '')
  return hint && !reason.includes(hint) ? `${reason} (${hint.trim()})` : reason
}
