// Workers are killed 30 times, and the service with its Redis 5 times, at random moments. Every job that was accepted ends in the
// picture of an undisturbed run, to the byte.
import { randomUUID } from 'node:crypto'
import { uniformSource } from '../dist/random.js'
import { asked } from './kit/asked.mjs'
import { form, freePort, nstOnnx, pause, persist, redisServer, SMALL } from './kit/service.mjs'

const KILLS = 30
const KILLS_OF_ALL = 5
/** Of a second or a few each. */
const JOBS = 16
const KINDS = [0, 1, 2, 3].map(seed => ({ ...SMALL, size: 64, iterations: 700, init: 'noise', seed }))

const { seed, numbers } = asked(KILLS)
const random = uniformSource(seed)
const [port, redisPort] = [await freePort(), await freePort()]
const redis = redisServer(redisPort)
const address = ['--redis', `redis://127.0.0.1:${redisPort}`]
const service = nstOnnx('serve', ...address, '--port', port, '--rate', 10_000, '--log-level', 'warn')
const worker = () => nstOnnx('work', ...address, '--threads', 1, '--checkpoint', 1, '--lost-after', 2)
const workers = [worker(), worker()]
const url = `http://127.0.0.1:${port}`
const put = (id, kind) => persist(() => fetch(`${url}/v1/jobs/${id}`, { method: 'PUT', body: form(KINDS[kind]) }))
const ended = async id => {
  for (;;) {
    const job = await (await persist(() => fetch(`${url}/v1/jobs/${id}`))).json()
    if (job.state !== 'queued' && job.state !== 'running') return job
    await pause(300)
  }
}
const bytesOf = async id => Buffer.from(await (await persist(() => fetch(`${url}/v1/jobs/${id}/result`))).arrayBuffer())

await redis.start()
await service.start()
await Promise.all(workers.map(each => each.start()))
const whole = await Promise.all(
  KINDS.map(async (_, kind) => {
    const id = randomUUID()
    await put(id, kind)
    await ended(id)
    return bytesOf(id)
  }),
)
console.log(`ok ${KINDS.length} jobs were painted undisturbed`)

/** What the client was told of: each is accepted. */
const accepted = []
let isOver = false
const asking = (async () => {
  while (!isOver || accepted.length < JOBS) {
    const [id, kind] = [randomUUID(), accepted.length % KINDS.length]
    const { status } = await put(id, kind)
    if (status === 202) accepted.push({ id, kind })
    else console.log(`FAILED a job was answered with ${status}`)
    // As fast as they are painted, more or less.
    await pause(2500)
  }
})()
let killed = 0
for (const number of numbers) {
  await pause(500 + 4000 * random())
  const victim = workers[Math.floor(random() * workers.length)]
  if (await victim.kill()) killed++
  if (number % (KILLS / KILLS_OF_ALL) === 0) {
    await Promise.all([service.kill(), redis.kill()])
    await redis.start()
    await service.start()
  }
  await victim.start()
}
isOver = true
await asking
let failed = 0
for (const { id, kind } of accepted) {
  const job = await ended(id)
  const isRight = job.state === 'succeeded' && whole[kind].equals(await bytesOf(id))
  if (isRight) continue
  failed++
  console.log(`FAILED job ${id}: ${job.state} ${job.error?.code ?? ''}`)
}
console.log(
  `${failed === 0 ? 'ok' : 'FAILED'} ${killed} kills of workers, ${KILLS_OF_ALL} of the service with Redis: ${accepted.length - failed} of ${accepted.length} jobs have the right picture`,
)
for (const each of [...workers, service, redis]) await each.kill()
process.exitCode = failed > 0 ? 1 : 0
