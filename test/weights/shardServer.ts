import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** How the server answers a request for `bytes`. */
export type Manner = (bytes: Uint8Array, response: ServerResponse, request: IncomingMessage) => void

/** Sends the whole file, whatever range was asked for. */
export const whole: Manner = (bytes, response) => {
  response.setHeader('content-length', bytes.length).end(bytes)
}

/** Sends what was asked for; refuses a range of an answer that may be compressed, for it counts compressed bytes. */
export const ranges: Manner = (bytes, response, { headers }) => {
  const first = Number(headers.range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0)
  if (first > 0 && headers['accept-encoding'] !== 'identity') {
    response.writeHead(406).end()
    return
  }
  if (first >= bytes.length) {
    response.writeHead(416).end()
    return
  }
  if (first > 0) {
    response.writeHead(206, { 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` })
  }
  response.end(bytes.subarray(first))
}

export const wrongBytes: Manner = (bytes, response) => response.end(bytes.map(byte => byte ^ 1))

export const notFound: Manner = (_, response) => response.writeHead(404).end('no such file')

/** Takes the request and never says a word. */
export const silent: Manner = () => {}

/** Drops the connection before an answer. */
export const hangsUp: Manner = (_, response) => response.destroy()

/** Promises the whole file, sends this many bytes and drops the connection. */
export const cutAfter =
  (count: number): Manner =>
  (bytes, response) => {
    response.setHeader('content-length', bytes.length).write(bytes.subarray(0, count), () => response.destroy())
  }

/** Sends this many bytes and then nothing, keeping the connection. */
export const stallAfter =
  (count: number): Manner =>
  (bytes, response) => {
    response.setHeader('content-length', bytes.length).write(bytes.subarray(0, count))
  }

/** Serves a file that is this long only, as if that were right. */
export const shortened =
  (count: number, manner: Manner): Manner =>
  (bytes, response, request) =>
    manner(bytes.subarray(0, count), response, request)

/** Sends a file that goes on after its end. */
export const lengthened: Manner = (bytes, response) => response.end(Buffer.concat([bytes, new Uint8Array(9)]))

export const slowly =
  (pieces: number, pauseMs: number): Manner =>
  async (bytes, response) => {
    const size = Math.ceil(bytes.length / pieces)
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size))
      await pause(pauseMs)
    }
    response.end()
  }

/** One manner a request; the last one stays. */
export const inTurn = (...manners: [Manner, ...Manner[]]): Manner => {
  let next = 0
  return (...request) => {
    const manner = manners[Math.min(next++, manners.length - 1)] ?? manners[0]
    manner(...request)
  }
}

export interface ShardServer {
  readonly url: string
  /** Paths in the order they were asked for, with the range if there was one. */
  readonly requests: readonly string[]
}

/** A real HTTP server on this machine for the time of the running test. */
export async function serve(files: ReadonlyMap<string, Uint8Array>, manner: Manner = ranges): Promise<ShardServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url?.slice('/mirror/'.length) ?? ''
    requests.push([path, request.headers.range].filter(Boolean).join(' '))
    const bytes = files.get(path)
    if (bytes) manner(bytes, response, request)
    else response.writeHead(404).end()
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(closed => server.close(closed))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror`, requests }
}

/** An address on this machine at which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise(closed => server.close(closed))
  return `http://127.0.0.1:${port}`
}
