// What a worker of one thread gets done, as the table of docs/service.md: jobs by their size, with the default preset, one at a time. Counted
// in seconds of a processor, which a machine that is at something else does not change much. NST_SIZES (128,256,512 by default) says which.
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { form, freePort, nstOnnx, pause, temporaryFolder } from './kit/service.mjs'

const { NST_SIZES = '128,256,512' } = process.env
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const words = ['--port', port, '--data', temporaryFolder(), '--threads', 1, '--log-level', 'error']
const service = nstOnnx('serve', ...words)
await service.start()
while (!(await fetch(`${url}/readyz`)).ok) await pause(200)

console.log(`${cpus()[0].model}\n`)
console.log('| size | processor seconds a job | jobs an hour | memory | picture |\n|---|---|---|---|---|')
for (const size of NST_SIZES.split(',')) {
  const { seconds, bytes, peak } = await measured(Number(size))
  const columns = [size, seconds.toFixed(0), (3600 / seconds).toFixed(0), `${Math.round(peak / 1e6)} MB`]
  console.log(`| ${columns.join(' | ')} | ${(bytes / 1e6).toFixed(2)} MB |`)
}
await service.kill('SIGTERM')

async function measured(size) {
  const before = processorSeconds()
  const answer = await fetch(`${url}/v1/jobs`, { method: 'POST', body: form({ size }) })
  const { links } = await answer.json()
  let peak = 0
  for (;;) {
    const job = await (await fetch(url + links.self)).json()
    peak = Math.max(peak, residentBytes())
    if (job.state === 'failed') throw new Error(job.error.detail)
    if (job.ended) return { seconds: processorSeconds() - before, bytes: job.picture.bytes, peak }
    await pause(250)
  }
}

function processorSeconds() {
  const [user, system] = readFileSync(`/proc/${service.child.pid}/stat`, 'utf8').split(' ').slice(13, 15)
  return (Number(user) + Number(system)) / 100
}

function residentBytes() {
  const [, pages] = readFileSync(`/proc/${service.child.pid}/statm`, 'utf8').split(' ')
  return Number(pages) * 4096
}
