import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'
import type { LoggedEvent } from './loggedEvent.js'

const SOON_MS = 300
/** Milliseconds after which a reader that was cut off comes back. */
const RETRY_MS = 2000

/**
 * Sends events as they come (`text/event-stream`), as fast as they are read: nothing piles up for a slow reader. One who has read all of
 * a job that has ended is told not to come again.
 *
 * @param open reads the events until the reader leaves
 * @param view what the reader sees of one
 */
export async function sendEvents(
  reply: FastifyReply,
  open: (gone: AbortSignal) => AsyncIterable<LoggedEvent | undefined>,
  view: (logged: LoggedEvent) => LoggedEvent,
): Promise<void> {
  const { raw } = reply
  const leaving = new AbortController()
  raw.once('close', () => leaving.abort())
  const events = open(leaving.signal)[Symbol.asyncIterator]()
  const first = events.next()
  // Of a job that has ended, the answer is there soon; of others the headers do not wait for it.
  if ((await Promise.race([first, pause(SOON_MS, undefined, { ref: false })]))?.done) {
    await reply.code(204).send()
    return
  }
  reply.hijack()
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>), // the security headers
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  raw.write(`retry: ${RETRY_MS}\n\n`)
  try {
    for (let next = await first; !next.done; next = await events.next()) {
      if (leaving.signal.aborted) break
      if (!raw.write(textOf(next.value && view(next.value))) && !raw.destroyed) await once(raw, 'drain', leaving)
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error
  } finally {
    raw.end()
  }
}

const textOf = (logged: LoggedEvent | undefined): string =>
  logged ? `id: ${logged.id}\nevent: ${logged.event}\ndata: ${JSON.stringify(logged.data)}\n\n` : ': still here\n\n'
