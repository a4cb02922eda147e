import type { Options as YargsOptions } from 'yargs'
import { NstOnnxError } from '../errors.js'
import { parseOption } from '../options/checkOptions.js'
import { SERVICE_DEFAULTS, type ServiceOptions } from '../service/serviceOptions.js'

interface NumberArgument {
  readonly least: number
  readonly most: number
  readonly describe: string
  readonly fallback: number | undefined
}

const { limits } = SERVICE_DEFAULTS
const LEVELS = ['debug', 'info', 'warn', 'error', 'silent']
const HOURS = 30 * 24 * 3600

/** Numbers by the name of their option. */
const NUMBERS = {
  port: { least: 0, most: 65_535, fallback: SERVICE_DEFAULTS.port, describe: 'Port to listen on; 0 for any' },
  'metrics-port': { least: 0, most: 65_535, fallback: undefined, describe: 'Port of /metrics, for Prometheus' },
  queue: { least: 1, most: 1e6, fallback: SERVICE_DEFAULTS.queue, describe: 'Most jobs that may wait or run' },
  rate: { least: 1, most: 1e6, fallback: SERVICE_DEFAULTS.rate, describe: 'Jobs a minute of one client' },
  deadline: { least: 1, most: HOURS, fallback: SERVICE_DEFAULTS.deadline, describe: 'Seconds that a job may run' },
  ttl: { least: 1, most: HOURS, fallback: SERVICE_DEFAULTS.ttl, describe: 'Seconds that results are kept' },
  disk: { least: 1e6, most: 1e15, fallback: SERVICE_DEFAULTS.disk, describe: 'Most bytes of uploads and results' },
  'lost-after': {
    least: 1,
    most: HOURS,
    fallback: SERVICE_DEFAULTS.lostAfter,
    describe: 'Seconds of silence after which the job of a worker goes on elsewhere',
  },
  checkpoint: { least: 1, most: HOURS, fallback: undefined, describe: 'Seconds between checkpoints of a running job' },
  'max-bytes': { least: 100, most: 500e6, fallback: limits.bytes, describe: 'Most bytes of a picture' },
  'max-pixels': {
    least: 256,
    most: 100e6,
    fallback: limits.pixels,
    describe: 'Most pixels of a picture, as it is given',
  },
  'max-styles': { least: 1, most: 100, fallback: limits.styles, describe: 'Most style pictures of a job' },
  'max-size': { least: 16, most: 16_384, fallback: limits.size, describe: 'Longest side of a result, and of a style' },
  'max-iterations': { least: 0, most: 1e6, fallback: limits.iterations, describe: 'Most iterations of a job' },
} as const satisfies Record<string, NumberArgument>

/** Those that `work` has too. */
const OF_WORKERS: readonly string[] = [
  ...[
    'redis',
    'store',
    'device',
    'threads',
    'memory',
    'deadline',
    'checkpoint',
    'lost-after',
    'host',
    'metrics-port',
    'log-level',
  ],
]

const texts = (describe: string): YargsOptions => ({ type: 'string', requiresArg: true, describe })

/** All options of `serve` and of `work`. */
const ARGUMENTS: Record<string, YargsOptions> = {
  host: texts(`Address to listen on [default: ${SERVICE_DEFAULTS.host}]`),
  ...Object.fromEntries(
    Object.entries<NumberArgument>(NUMBERS).map(([name, { describe, fallback }]) => [
      name,
      texts(fallback === undefined ? describe : `${describe} [default: ${fallback}]`),
    ]),
  ),
  token: texts('Who may ask: a bearer token; repeatable. $NST_ONNX_TOKENS holds some too, with commas between them'),
  'allow-url': texts('Pattern of addresses that pictures are fetched from: https://example.org/*; repeatable'),
  data: texts(`Folder for jobs, uploads and results [default: ${SERVICE_DEFAULTS.data}]`),
  redis: texts('Queue that workers share, as redis://HOST:PORT; jobs are carried out by nst-onnx work then'),
  store: texts('Where pictures lie that workers share: redis, or a folder of all of them [default: redis]'),
  device: texts('Where jobs run, as of run [default: auto]'),
  threads: texts('CPU threads, as of run [default: all cores]'),
  memory: texts('Most bytes of the whole process, as of run [default: what the machine can give]'),
  'log-level': texts(`${LEVELS.join('|')} [default: ${SERVICE_DEFAULTS.logLevel}]`),
}

const only = (isMeant: (name: string) => boolean): Record<string, YargsOptions> =>
  Object.fromEntries(Object.entries(ARGUMENTS).filter(([name]) => isMeant(name)))

/** The options of `nst-onnx serve`. */
export const serviceArguments = only(name => name !== 'lost-after')

/** The options of `nst-onnx work`. */
export const workerArguments = only(name => OF_WORKERS.includes(name))

/** The options of a service out of a command line. Throws NstOnnxError `usage`. */
export function serviceOptions(args: Readonly<Record<string, unknown>>): ServiceOptions {
  const text = (name: string) => args[name] as string | undefined // what yargs was told, once
  const number = (name: keyof typeof NUMBERS) => numberFrom(name, text(name))
  const required = (name: keyof typeof NUMBERS) => number(name) ?? 0 // has a default
  const list = (name: string) => [args[name] ?? []].flat().map(String)
  const logLevel = text('log-level') ?? SERVICE_DEFAULTS.logLevel
  if (!LEVELS.includes(logLevel))
    throw new NstOnnxError('option-not-a-choice', { option: 'logLevel', value: logLevel, choices: LEVELS.join(', ') })
  const [device, threads, memory] = [text('device'), text('threads'), text('memory')]
  const size = required('max-size')
  return {
    host: text('host') ?? SERVICE_DEFAULTS.host,
    port: required('port'),
    metricsPort: number('metrics-port'),
    tokens: [...list('token'), ...(process.env.NST_ONNX_TOKENS ?? '').split(',')].filter(token => token !== ''),
    allowUrls: list('allow-url'),
    queue: required('queue'),
    rate: required('rate'),
    deadline: required('deadline'),
    ttl: required('ttl'),
    disk: required('disk'),
    checkpointEvery: number('checkpoint'),
    lostAfter: required('lost-after'),
    data: text('data') ?? SERVICE_DEFAULTS.data,
    redis: text('redis') ?? process.env.NST_ONNX_REDIS,
    store: text('store'),
    limits: {
      bytes: required('max-bytes'),
      pixels: required('max-pixels'),
      styles: required('max-styles'),
      size,
      styleSize: size,
      iterations: required('max-iterations'),
    },
    ...(device !== undefined && { device: parseOption('device', device) }),
    ...(threads !== undefined && { threads: parseOption('threads', threads) }),
    ...(memory !== undefined && { memory: parseOption('memory', memory) }),
    logLevel,
  }
}

function numberFrom(name: keyof typeof NUMBERS, text: string | undefined): number | undefined {
  const { least, most, fallback }: NumberArgument = NUMBERS[name]
  if (text === undefined) return fallback
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  const option = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  throw new NstOnnxError('option-out-of-range', { option, value: text, what: 'a whole number', least, limit: most })
}
