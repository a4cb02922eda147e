// What a service gets done on this machine, as the table of docs/service.md: jobs by their size, with the default preset, one at a time.
// NST_SIZES (256,512 by default) says which.
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { form, freePort, nstOnnx, pause, temporaryFolder } from './kit/service.mjs'

const { NST_SIZES = '256,512' } = process.env
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const service = nstOnnx('serve', '--port', port, '--data', temporaryFolder(), '--log-level', 'error')
await service.start()
while (!(await fetch(`${url}/readyz`)).ok) await pause(200)

console.log(`${cpus()[0].model}, ${availableParallelism()} processors\n`)
console.log('| size | seconds a job | jobs an hour | memory | picture |\n|---|---|---|---|---|')
for (const size of NST_SIZES.split(',')) {
  const { seconds, bytes, peak } = await measured(Number(size))
  const columns = [size, seconds.toFixed(0), (3600 / seconds).toFixed(0), `${Math.round(peak / 1e6)} MB`]
  console.log(`| ${columns.join(' | ')} | ${(bytes / 1e6).toFixed(1)} MB |`)
}
await service.kill('SIGTERM')

async function measured(size) {
  const answer = await fetch(`${url}/v1/jobs`, { method: 'POST', body: form({ size }) })
  const { links } = await answer.json()
  let peak = 0
  for (;;) {
    const job = await (await fetch(url + links.self)).json()
    peak = Math.max(peak, residentBytes(service.child.pid))
    if (job.state === 'failed') throw new Error(job.error.detail)
    const seconds = (Date.parse(job.ended) - Date.parse(job.started)) / 1000
    if (job.ended) return { seconds, bytes: job.picture.bytes, peak }
    await pause(250)
  }
}

function residentBytes(pid) {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
  return Number(pages) * 4096
}
