import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { SERVICE_DEFAULTS } from '../../dist/service/serviceOptions.js'
import { type Service, startService } from '../../dist/service/startService.js'
import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'

export const content = await small(TUBINGEN)
export const style = await small(STARRY_NIGHT)
/** A run of milliseconds. */
export const QUICK = { size: 64, iterations: 5, styleLayers: 'conv1_1', contentLayers: 'conv1_1' }
/** A run that lasts until it is ended. */
export const LONG = { ...QUICK, iterations: 1_000_000, optimizer: 'adam', learningRate: 0.000001 }

export type Fields = Readonly<Record<string, string | number | Uint8Array>>

/** A form of two pictures and options; a field of bytes is a file. */
export function form(fields: Fields = {}): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ content, style, ...QUICK, ...fields }))
    data.append(name, value instanceof Uint8Array ? new Blob([Uint8Array.from(value)]) : String(value))
  return data
}

/** A folder that is removed in the end. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-service-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A service in this process, on a free port. */
export async function start(options: Parameters<typeof startService>[0] = {}): Promise<Service> {
  const limits = { ...SERVICE_DEFAULTS.limits, iterations: 1_000_000 }
  const data = options?.data ?? (await temporaryFolder())
  const service = await startService({
    port: 0,
    threads: 1,
    logLevel: 'silent',
    rate: 10_000,
    limits,
    ...options,
    data,
  })
  afterAll(() => service.drain())
  return service
}

/** Asks a service as one client does. */
export const clientOf =
  ({ url }: Service, token?: string) =>
  (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      ...init,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    })

export type Client = ReturnType<typeof clientOf>

/** The path of a job that was taken. */
export async function taken(
  client: Client,
  fields: Fields = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const answer = await client('/v1/jobs', { method: 'POST', body: form(fields), headers })
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.headers.get('location') ?? ''
}

// Answers are looked at as clients do, who have no types.
export const read = async (client: Client, path: string) => (await client(path)).json() as Promise<JobAnswer>

/** What tests look at in an answer. */
export interface JobAnswer extends Record<string, unknown> {
  readonly state?: string
  readonly progress?: { readonly iteration: number }
  readonly jobs?: readonly { readonly id: string }[]
  readonly next?: string
}

/** Whether a job has a picture to show. */
export const isStepping = ({ progress }: JobAnswer): boolean => (progress?.iteration ?? 0) > 0

export interface ServerEvent {
  readonly id: string
  readonly event: string
  readonly data: Record<string, unknown>
}

/** Reads a job's events, until it has ended or enough have come. */
export async function eventsOf(
  client: Client,
  path: string,
  { after, most = Number.POSITIVE_INFINITY }: { after?: string | undefined; most?: number } = {},
): Promise<ServerEvent[]> {
  const leave = new AbortController()
  const answer = await client(`${path}/events`, {
    signal: leave.signal,
    headers: after === undefined ? {} : { 'last-event-id': after },
  })
  const events: ServerEvent[] = []
  let text = ''
  for await (const piece of answer.body ?? []) {
    text += new TextDecoder().decode(piece as Uint8Array)
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, id = '', event = '', data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(block) ?? []
      if (event !== '') events.push({ id, event, data: JSON.parse(data) })
    }
    if (events.length >= most) break
  }
  leave.abort()
  return events.slice(0, most)
}

/** Waits until a job is in a state, or beyond a step. */
export async function until(client: Client, path: string, isThere: (job: JobAnswer) => boolean) {
  for (;;) {
    const job = await read(client, path)
    if (isThere(job)) return job
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
