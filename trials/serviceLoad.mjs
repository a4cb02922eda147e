// 1,000 requests at once, with slow readers, broken uploads, bombs, wrong tokens, cancelled and duplicated jobs, against a ledger that the
// client keeps; another process asks meanwhile whether the service is alive. Once with a queue of its own, once with Redis and a worker.
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createConnection } from 'node:net'
import { deflateSync } from 'node:zlib'
import { asked } from './kit/asked.mjs'
import { form, freePort, nstOnnx, pause, persist, redisServer, SMALL, temporaryFolder } from './kit/service.mjs'

const REQUESTS = 1000
const SLOW_READERS = 20
const BROKEN = 50
const BOMBS = 10
const MOST_LIVEZ_MS = 50
/** The node of a service, its engine and its runtime; bodies that are read at once come on top. */
const MOST_BYTES = 900e6
const TOKEN = 'first'
const TINY = { ...SMALL, size: 32, iterations: 1 }
const authorization = `Bearer ${TOKEN}`

if (process.argv[2] === 'watch') await watch(process.argv[3])
else if (process.argv[2] === 'idle') idle(Number(process.argv[3]))
else await main()

/** A server that does nothing else: what it takes to answer is the machine's, not the service's. */
function idle(port) {
  createServer((_, response) => response.end('{}')).listen(port, '127.0.0.1')
}

/** Asks whether the service is alive, 20 times a second, until told to stop; answers with the times. */
async function watch(url) {
  const times = []
  let isOver = false
  process.once('message', () => {
    isOver = true
  })
  while (!isOver) {
    const began = performance.now()
    const answer = await fetch(`${url}/livez`).catch(() => ({ ok: false, text() {} }))
    await answer.text()
    times.push(answer.ok ? performance.now() - began : Number.POSITIVE_INFINITY)
    await pause(50)
  }
  process.send(times, () => process.exit())
}

async function main() {
  const { numbers } = asked(2)
  let failed = 0
  for (const number of numbers) failed += await tried(number === 1)
  process.exitCode = failed > 0 ? 1 : 0
}

async function tried(withRedis) {
  const [port, redisPort] = [await freePort(), await freePort()]
  const address = ['--redis', `redis://127.0.0.1:${redisPort}`]
  const redis = redisServer(redisPort)
  const worker = nstOnnx('work', ...address, '--threads', 1)
  const limits = ['--queue', 2000, '--rate', 100_000, '--token', TOKEN, '--token', 'second', '--log-level', 'error']
  const where = withRedis ? address : ['--data', temporaryFolder(), '--threads', 1]
  const service = nstOnnx('serve', '--port', port, ...limits, ...where)
  if (withRedis) await redis.start()
  await service.start()
  if (withRedis) await worker.start()
  const url = `http://127.0.0.1:${port}`
  const ask = (path, { headers, ...init } = {}) =>
    fetch(url + path, { ...init, headers: { authorization, ...headers } })
  await persist(() => ask('/readyz').then(answer => (answer.ok ? answer : { status: 503 })))

  let failed = 0
  const say = (isMet, text) => {
    if (!isMet) failed++
    console.log(`${isMet ? 'ok' : 'FAILED'} ${withRedis ? 'Redis' : 'own queue'}: ${text}`)
  }
  const self = new URL(import.meta.url).pathname
  const idlePort = await freePort()
  const idler = fork(self, ['idle', idlePort])
  const watchers = [url, `http://127.0.0.1:${idlePort}`].map(watched => fork(self, ['watch', watched]))
  const memory = followMemory(service.child.pid)

  // What the client was told, by the id that it chose: the states and the hashes that it ever saw.
  const ledger = new Map()
  const ids = Array.from({ length: REQUESTS }, () => randomUUID())
  const put = async id => {
    const answer = await persist(() => ask(`/v1/jobs/${id}`, { method: 'PUT', body: form(TINY) }))
    await answer.text()
    if (answer.status === 202 || answer.status === 200) ledger.set(id, new Set())
    else console.log(`FAILED a job was answered with ${answer.status}`)
  }
  const refused = async (wanted, init) => {
    const { status } = await persist(() =>
      // Whoever goes on sending may be hung up on before the answer is read.
      ask('/v1/jobs', { method: 'POST', ...init }).catch(() => ({ status: 0 })),
    )
    if (status === 0 || wanted.includes(status)) return true
    console.log(`  ${wanted.join(' or ')} was wanted, the answer was ${status}`)
    return false
  }
  const bomb = pngBomb()
  const [, wrongTokens, bombs, broken] = await Promise.all([
    Promise.all([...ids, ...ids.slice(0, 100)].map(put)),
    Promise.all(
      Array.from({ length: 50 }, () => refused([401], { body: form(TINY), headers: { authorization: 'Bearer x' } })),
    ),
    Promise.all(
      Array.from({ length: BOMBS }, () => {
        const body = form(TINY)
        body.set('content', new Blob([bomb]), 'bomb.png')
        return refused([413, 422], { body })
      }),
    ),
    Promise.all(Array.from({ length: BROKEN }, () => brokenUpload(port))),
  ])
  say(ledger.size === REQUESTS, `${ledger.size} of ${REQUESTS} jobs accepted, 100 of them twice`)
  say(wrongTokens.every(Boolean) && bombs.every(Boolean), 'wrong tokens and bombs are refused')
  say(broken.length === BROKEN, `${BROKEN} uploads broke off`)

  // Some are given up while they wait, and slow readers follow others.
  const cancelled = ids.slice(-50)
  await Promise.all(cancelled.map(id => ask(`/v1/jobs/${id}`, { method: 'DELETE' }).then(answer => answer.text())))
  const readers = ids.slice(0, SLOW_READERS).map(id => slowReader(port, `/v1/jobs/${id}/events`))

  const counts = {}
  for (const id of ids) {
    for (;;) {
      const job = await (await persist(() => ask(`/v1/jobs/${id}`))).json()
      if (job.ended) {
        counts[job.state] = (counts[job.state] ?? 0) + 1
        break
      }
      await pause(200)
    }
  }
  // Every picture is read twice: it is the same one.
  for (const id of ids.filter((_, index) => index % 10 === 0)) {
    for (const _ of [1, 2]) {
      const answer = await ask(`/v1/jobs/${id}/result`)
      await answer.arrayBuffer()
      if (answer.ok) ledger.get(id).add(answer.headers.get('etag'))
    }
  }
  const ended = (counts.succeeded ?? 0) + (counts.cancelled ?? 0)
  say(ended === REQUESTS, `all have ended: ${JSON.stringify(counts)}`)
  say(
    [...ledger.values()].every(({ size }) => size <= 1),
    'none has two results',
  )
  for (const reader of readers) reader.destroy()

  const [own, machine] = await Promise.all(
    watchers.map(async watcher => {
      watcher.send('stop')
      const times = await new Promise(resolve => watcher.once('message', resolve))
      times.sort((a, b) => a - b)
      return [0.5, 0.99, 1].map(share => times[Math.ceil(share * times.length) - 1])
    }),
  )
  idler.kill()
  const words = ([p50, p99, most]) =>
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, at most ${most.toFixed(0)} ms`
  say(own[1] < MOST_LIVEZ_MS, `/livez: ${words(own)}; a server that does nothing: ${words(machine)}`)
  const peak = memory.stop()
  say(peak < MOST_BYTES, `at most ${(peak / 1e6).toFixed(0)} MB`)
  for (const each of [service, worker, redis]) if (each.child) await each.kill()
  return failed
}

/** The most memory that a process took. */
function followMemory(pid) {
  let peak = 0
  const look = () => {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    peak = Math.max(peak, Number(pages) * 4096)
  }
  const timer = setInterval(look, 100)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}

/** An upload that ends in its midst. */
function brokenUpload(port) {
  return new Promise(resolve => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.write(
        `POST /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\nContent-Type: multipart/form-data; boundary=x\r\n` +
          `Content-Length: 1000000\r\n\r\n--x\r\nContent-Disposition: form-data; name="content"; filename="a"\r\n\r\n${'a'.repeat(50_000)}`,
      )
      setTimeout(() => socket.destroy(), 200)
    })
    socket.on('error', () => {})
    socket.on('close', resolve)
  })
}

/** Somebody who asks and does not read. */
function slowReader(port, path) {
  const socket = createConnection(port, '127.0.0.1', () => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n\r\n`)
  })
  socket.on('error', () => {})
  socket.pause()
  return socket
}

/** A PNG of 20,000 by 20,000 pixels in a few hundred kB. */
function pngBomb() {
  const side = 20_000
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(side * (side / 8 + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes) {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
