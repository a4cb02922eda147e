import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** A web server on this machine for one folder. */
export interface PageServer {
  readonly url: string
  /** Paths in the order in which they were asked for. */
  readonly requests: readonly string[]
  /** What is served besides the folder's files, by path. A number is an error status. */
  readonly extra: Map<string, Uint8Array | number>
  close(): Promise<void>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** What makes a page cross-origin isolated, which threads of WebAssembly need. */
const ISOLATION = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }

export async function servePage(folder: string, { isolated = true } = {}): Promise<PageServer> {
  const requests: string[] = []
  const extra = new Map<string, Uint8Array | number>()
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname))
    requests.push(path)
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
    const content = extra.get(path) ?? (await readFile(file).catch(() => 404))
    if (isolated) for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value)
    if (typeof content === 'number') response.writeHead(content).end()
    else response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(content)
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    extra,
    async close() {
      server.closeAllConnections()
      await new Promise(closed => server.close(closed))
    },
  }
}
