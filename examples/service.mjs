// A service that paints: POST /runs takes a form of two files, `content` and `style`, and of options. The address in its answer tells
// how the run goes (GET), has its /picture (GET), and cancels it (DELETE).                            node examples/service.mjs [PORT]
import { createServer } from 'node:http'
import { setImmediate as soon } from 'node:timers/promises'
import { createJobQueue, httpStatus, parseOptions, pictureFile } from 'nst-onnx'

const limits = { bytes: 20e6, pixels: 25e6, size: 1024, styleSize: 1024, iterations: 500 }
const queue = createJobQueue({ bound: 20, files: false, limits })
const jobs = new Map() // each for ten minutes

async function add({ headers }, body) {
  if (!(headers['content-length'] < 2.1 * limits.bytes)) return [413, { message: 'the form is too long' }]
  const form = await new Response(body, { headers }).formData().catch(() => [])
  const { content, style, ...options } = Object.fromEntries(form)
  const [photo, painting] = await Promise.all([content, style].map(file => file?.bytes?.()))
  const run = queue.add({ ...parseOptions(options), content: photo, style: painting }, { id: crypto.randomUUID() })
  const picture = run.result.then(({ image, recipe }) => pictureFile(image, 'png', { recipe }))
  await Promise.race([picture, soon()]) // throws what a run is refused for before its turn
  jobs.set(run.id, { run, picture })
  setTimeout(() => jobs.delete(run.id), 600e3).unref()
  return [202, { url: `/runs/${run.id}` }]
}

async function answer(request) {
  const [, , id, part] = request.url.split('/')
  if (request.method === 'POST' && request.url === '/runs') return add(request, request)
  if (!jobs.has(id)) return [404, { message: 'there is no such run' }]
  const { run, picture } = jobs.get(id)
  if (request.method === 'DELETE') run.cancel()
  if (part === 'picture') return [200, await picture, 'image/png']
  if (!queue.get(id)) await picture // throws what the run failed of
  return [200, { position: run.position, ...run.latest }]
}

const server = createServer(async (request, response) => {
  const failure = error => [httpStatus(error), error.toJSON?.() ?? { message: error.message }]
  const [status, body, type = 'application/json'] = await answer(request).catch(failure)
  response.writeHead(status, { 'content-type': type }).end(type === 'image/png' ? body : JSON.stringify(body))
})
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => console.log(server.address().port))
