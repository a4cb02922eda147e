import type { Limits } from '../requests/limits.js'
import type { Device } from '../runtime/devices.js'
import type { BlobStore } from './blobStore.js'

/** How a service is set up. Times are in seconds. */
export interface ServiceOptions {
  readonly port: number
  readonly host: string
  /** The port of `/metrics`; undefined for none. */
  readonly metricsPort: number | undefined
  /** Those who may ask; without any, everybody who reaches the service. */
  readonly tokens: readonly string[]
  /** Patterns of addresses that pictures are fetched from. */
  readonly allowUrls: readonly string[]
  readonly limits: Required<Limits>
  /** Most jobs that may wait or run. */
  readonly queue: number
  /** Jobs a minute of one client: a token, or an address on the network where there are none. */
  readonly rate: number
  /** How long a job may run. */
  readonly deadline: number
  /** How long jobs and results are kept after their end. */
  readonly ttl: number
  /** Most bytes of uploads and results. */
  readonly disk: number
  /** The folder for jobs, uploads, results. Not used with `redis`. */
  readonly data: string
  /** The queue that workers share, as redis://HOST:PORT; by default the service carries its jobs out itself. */
  readonly redis?: string | undefined
  /** Where pictures lie that workers share: a folder of all of them, or a store of your own; in Redis by default. */
  readonly store?: string | BlobStore | undefined
  readonly checkpointEvery?: number | undefined
  /** How long a worker may be silent before its job goes on elsewhere. */
  readonly lostAfter: number
  readonly device?: Device | 'auto' | undefined
  readonly threads?: number | undefined
  readonly memory?: number | undefined
  readonly logLevel: string
}

/** What a service does unless it is told otherwise. */
export const SERVICE_DEFAULTS: ServiceOptions = {
  port: 8080,
  host: '127.0.0.1',
  metricsPort: undefined,
  tokens: [],
  allowUrls: [],
  limits: { bytes: 20e6, pixels: 25e6, styles: 4, size: 1024, styleSize: 1024, iterations: 1000 },
  queue: 100,
  rate: 60,
  deadline: 3600,
  ttl: 3600,
  disk: 2e9,
  data: 'nst-onnx-jobs',
  lostAfter: 6,
  logLevel: 'info',
}
