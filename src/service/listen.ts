import { once } from 'node:events'
import type { Server } from 'node:http'
import { NstOnnxError } from '../errors.js'

/** Lets a server listen. Returns its address. Throws NstOnnxError `service-address`. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host)
  await orUnheard(once(server, 'listening'), host, port)
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${at}`
}

/** What comes of listening. Throws NstOnnxError `service-address` where nothing does. */
export async function orUnheard<Heard>(listening: Promise<Heard>, host: string, port: number): Promise<Heard> {
  try {
    return await listening
  } catch (cause) {
    const trouble = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new NstOnnxError('service-address', { name: `${host}:${port}`, trouble }, { cause })
  }
}
