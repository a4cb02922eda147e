import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface ProxyServer {
  readonly port: number
  /** Request lines, with the credentials if there were some. */
  readonly requests: readonly string[]
}

/**
 * A real HTTP proxy on this machine for the time of the running test: passes plain requests on, and opens tunnels.
 *
 * @param refusal the status that it answers everything with
 */
export async function startProxy(refusal?: number): Promise<ProxyServer> {
  const requests: string[] = []
  const note = ({ method, url, headers }: IncomingMessage) => {
    const credentials = headers['proxy-authorization']?.replace('Basic ', '')
    requests.push([method, url, credentials && atob(credentials)].filter(Boolean).join(' '))
  }
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    note(request)
    if (refusal) return response.writeHead(refusal).end()
    const { method, url = '', headers } = request
    return requestOf(url, { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }).end()
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    note(request)
    if (refusal) return socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`)
    const [host, port] = (request.url ?? '').split(':')
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => socket.destroy())
    return socket.on('error', () => target.destroy())
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(closed => server.close(closed))
  })
  return { port: (server.address() as AddressInfo).port, requests }
}
