import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { LEDGER } from '../engine/memoryLedger.js'
import type { JobRecord } from './jobRecord.js'
import type { JobsWatch } from './jobsWatch.js'

/** Seconds from a blink to an hour. */
const BUCKETS = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3600]

/** What is counted, as it stands. */
export interface Gauged {
  counts(): { readonly queued: number; readonly running: number }
  usedBytes(): number
}

/** What operators count of a service, for Prometheus. */
export class Metrics implements Omit<JobsWatch, 'trouble'> {
  readonly #registry = new Registry()
  readonly #jobs = new Counter({
    name: 'nst_onnx_jobs_total',
    help: 'Jobs that have ended, by state and by code of error.',
    labelNames: ['state', 'code'],
    registers: [this.#registry],
  })
  readonly #seconds = new Histogram({
    name: 'nst_onnx_job_seconds',
    help: 'Seconds that jobs spent, by phase: waiting, painting.',
    labelNames: ['phase'],
    buckets: BUCKETS,
    registers: [this.#registry],
  })
  readonly #evaluations = new Counter({
    name: 'nst_onnx_evaluations_total',
    help: 'Evaluations of the loss and its gradient; rate() of it is evaluations per second.',
    registers: [this.#registry],
  })
  readonly #requests = new Counter({
    name: 'nst_onnx_http_requests_total',
    help: 'Requests, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.#registry],
  })

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    new Gauge({
      name: 'nst_onnx_memory_ledger_bytes',
      help: 'Bytes that engines hold by the estimates of their runs.',
      registers: [this.#registry],
      collect() {
        this.set(LEDGER.heldBytes)
      },
    })
  }

  /** Shows what stands in the queue and in its store. */
  gauge(jobs: Gauged): void {
    const registers = [this.#registry]
    new Gauge({
      name: 'nst_onnx_queue_jobs',
      help: 'Jobs that wait, and that run.',
      labelNames: ['state'],
      registers,
      collect() {
        for (const [state, count] of Object.entries(jobs.counts())) this.set({ state }, count)
      },
    })
    new Gauge({
      name: 'nst_onnx_store_bytes',
      help: 'Bytes of uploads, checkpoints and results.',
      registers,
      collect() {
        this.set(jobs.usedBytes())
      },
    })
  }

  began({ created, started = created }: JobRecord): void {
    this.#seconds.observe({ phase: 'waiting' }, secondsBetween(created, started))
  }

  stepped(_record: JobRecord, evaluations: number): void {
    this.#evaluations.inc(evaluations)
  }

  ended({ state, error, started, ended }: JobRecord): void {
    this.#jobs.inc({ state, code: error?.code ?? '' })
    if (started !== undefined && ended !== undefined)
      this.#seconds.observe({ phase: 'painting' }, secondsBetween(started, ended))
  }

  answered(method: string, route: string, status: number): void {
    this.#requests.inc({ method, route, status })
  }

  /** A server of `/metrics` alone, for a port that strangers do not reach. */
  server(): Server {
    return createServer(async (request, response) => {
      if (request.url !== '/metrics') {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, { 'content-type': this.#registry.contentType }).end(await this.#registry.metrics())
    })
  }
}

const secondsBetween = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000)
