// A service that paints: POST two pictures as a form (content, style, and options as fields), follow the run by its address, fetch
// the picture, or cancel. `node examples/service.mjs [PORT]`; docs and limits are yours to choose.
import { createServer } from 'node:http'
import { createJobQueue, encodePicture, NstOnnxError, parseOptions } from 'nst-onnx'

const queue = createJobQueue({ bound: 20, files: false, limits: { bytes: 20e6, pixels: 25e6, size: 1024, iterations: 500 } })
const jobs = new Map()

async function add(request) {
  const { content, style, ...options } = Object.fromEntries(await request.formData())
  const [photo, painting] = await Promise.all([content, style].map(async file => new Uint8Array(await file.arrayBuffer())))
  const id = crypto.randomUUID()
  const run = queue.add({ ...parseOptions(options), content: photo, style: painting }, { id })
  const job = { run, step: undefined, error: undefined, result: undefined }
  jobs.set(id, job)
  run.result.then(result => Object.assign(job, { result }), error => Object.assign(job, { error }))
  followSteps(job).catch(() => {}) // told as the job's error
  return Response.json({ id }, { status: 202, headers: { location: `/jobs/${id}` } })
}

async function followSteps(job) {
  for await (const event of job.run) if (event.event === 'step') job.step = event
}

async function answer(request) {
  const [, root, id, picture] = new URL(request.url).pathname.split('/')
  if (request.method === 'POST' && root === 'jobs') return add(request)
  const job = root === 'jobs' && jobs.get(id)
  if (!job) return new Response('no such job', { status: 404 })
  if (request.method === 'DELETE') job.run.cancel()
  const { run, step, error, result } = job
  if (picture && result) return new Response(await encodePicture(result.image, { format: 'png' }))
  const state = error ? 'failed' : result ? 'done' : step ? 'running' : 'waiting'
  return Response.json({ state, position: run.position, iteration: step?.iteration, loss: step?.loss, error })
}
