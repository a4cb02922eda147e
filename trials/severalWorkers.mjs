// What a second worker brings, with one thread each, and what a job costs beside its painting where its worker is warm for its shape.
import { readFileSync } from 'node:fs'
import { form, freePort, nstOnnx, pause, persist, redisServer } from './kit/service.mjs'

const JOBS = 8
/** One worker and two take turns, and the best of each counts: the machine may be at something else. */
const ROUNDS = 3
/** The default preset: what only goes to the first layers waits for memory, which two workers share. */
const OPTIONS = { size: 128, iterations: 40 }
/** Options of another shape: another graph. */
const OTHER = { ...OPTIONS, size: 96 }
const LEAST_SPEEDUP = 1.8
const MOST_SETUP_MS = 100

const [port, redisPort] = [await freePort(), await freePort()]
const address = ['--redis', `redis://127.0.0.1:${redisPort}`]
const redis = redisServer(redisPort)
const service = nstOnnx('serve', ...address, '--port', port, '--rate', 10_000, '--log-level', 'warn')
const workers = [1, 2].map(() => nstOnnx('work', ...address, '--threads', 1))
const url = `http://127.0.0.1:${port}`
const post = async options => {
  const answer = await persist(() => fetch(`${url}/v1/jobs`, { method: 'POST', body: form(options) }))
  return (await answer.json()).id
}
const ended = async id => {
  for (;;) {
    const job = await (await fetch(`${url}/v1/jobs/${id}`)).json()
    if (job.ended) return job
    await pause(500)
  }
}

/** Milliseconds from the moment at which a worker took a job to its first stage, by the times of its events. */
async function setupOf(id) {
  const text = await (await fetch(`${url}/v1/jobs/${id}/events`)).text()
  const at = name => Number(new RegExp(`id: (\\d+)-\\d+\nevent: ${name}\n`).exec(text)?.[1])
  return at('stage') - at('running')
}

/** Seconds of processors that the workers have had, all their threads together. */
const processorSeconds = () =>
  workers.reduce((sum, { child }) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return sum
    const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ').slice(13, 15)
    return sum + (Number(user) + Number(system)) / 100
  }, 0)

/** Seconds for so many jobs, from the first one's begin to the last one's end, and seconds of processors. */
async function timed(list) {
  const before = processorSeconds()
  const ids = []
  for (const options of list) ids.push(await post(options))
  const jobs = await Promise.all(ids.map(ended))
  const seconds = times => times.map(time => Date.parse(time) / 1000)
  return {
    ids,
    processors: processorSeconds() - before,
    seconds: Math.max(...seconds(jobs.map(job => job.ended))) - Math.min(...seconds(jobs.map(job => job.started))),
  }
}

const median = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const same = Array.from({ length: JOBS }, () => OPTIONS)
let failed = 0
const say = (isMet, text) => {
  if (!isMet) failed++
  console.log(`${isMet ? 'ok' : 'FAILED'} ${text}`)
}

await redis.start()
await service.start()
await workers[0].start()
await timed(same.slice(0, 2))
const one = await timed(same)
const warm = median(await Promise.all(one.ids.map(setupOf)))
say(warm < MOST_SETUP_MS, `set-up of a job of a warm shape: ${warm} ms`)
const mixed = await timed(same.flatMap(options => [options, OTHER]).slice(0, JOBS))
const setups = await Promise.all(mixed.ids.map(setupOf))
console.log(`ok two shapes that came by turns: ${setups.join(', ')} ms, in the order in which they came`)
const runs = { one: [one], two: [] }
for (let round = 0; round < ROUNDS; round++) {
  await workers[1].start()
  await timed(same.slice(0, 4))
  runs.two.push(await timed(same))
  await workers[1].kill('SIGTERM')
  runs.one.push(await timed(same))
}
const least = (runs, what) => Math.min(...runs.map(run => run[what]))
const [alone, both] = [least(runs.one, 'seconds'), least(runs.two, 'seconds')]
say(
  alone / both >= LEAST_SPEEDUP,
  `${JOBS} jobs: ${alone.toFixed(1)} s by one worker, ${both.toFixed(1)} s by two: ${(alone / both).toFixed(2)} times as many`,
)
// On a machine that is at something else, this tells more: what two workers cost each other.
const [ofOne, ofTwo] = [least(runs.one, 'processors'), least(runs.two, 'processors')]
console.log(`ok seconds of processors: ${ofOne.toFixed(1)} by one worker, ${ofTwo.toFixed(1)} by two`)
for (const each of [...workers, service, redis]) await each.kill()
process.exitCode = failed > 0 ? 1 : 0
