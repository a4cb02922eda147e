// What an iteration takes in Chromium on WebAssembly, as a page goes about it and with direct convolutions, of the same under Node, and
// when the first picture comes: in turn, two rounds. `--part 1/3` is the first case.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stylize } from 'nst-onnx'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { asked } from './kit/asked.mjs'
import { record } from './kit/results.mjs'

const MOST_OF_NODE = 3.5
const ROUNDS = 2
const vgg19 = process.env.NST_ONNX_WEIGHTS
const CASES = [
  { preset: 'cmu', size: 256, weights: vgg19 },
  { preset: 'paint', size: 256, weights: vgg19 },
  { preset: 'paint', size: 256, weights: 'fitted' },
].filter(({ weights }) => weights !== undefined)
const { numbers } = asked(CASES.length)

const example = name => fileURLToPath(new URL(`../examples/pictures/${name}`, import.meta.url))
const [content, style] = [example('harbour.png'), example('brush-strokes.png')]
const served = new Map([
  ['/content', content],
  ['/style', style],
  ['/weights', vgg19],
])

const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-page-'))
mkdirSync(join(folder, 'node_modules'))
symlinkSync(fileURLToPath(new URL('../', import.meta.url)), join(folder, 'node_modules/nst-onnx'), 'dir')
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><title>Trial</title><script type="module" src="page.js"></script>',
)
writeFileSync(join(folder, 'page.js'), "import * as nst from 'nst-onnx'\nglobalThis.nst = nst\n")
process.env.NODE_ENV = 'production'
const built = { root: folder, configFile: false, logLevel: 'error', build: { outDir: 'dist' } }
await build(built)
const serveFiles = {
  name: 'serve-files',
  configurePreviewServer({ middlewares }) {
    middlewares.use(({ url }, response, next) => {
      response.setHeader('cross-origin-opener-policy', 'same-origin')
      response.setHeader('cross-origin-embedder-policy', 'require-corp')
      const file = served.get(url)
      if (file) response.end(readFileSync(file))
      else next()
    })
  },
}
const server = await preview({ ...built, plugins: [serveFiles], preview: { port: 0, host: '127.0.0.1' } })
const launched = await chromium.launchServer({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromiumSandbox: false,
})
const browser = await chromium.connect(launched.wsEndpoint())
const page = await browser.newPage()
let moments = []
await page.exposeFunction('mark', () => moments.push(moment(browserSeconds())))
await page.goto(server.resolvedUrls.local[0])
await page.waitForFunction(() => 'nst' in globalThis)

const moment = processor => ({ clock: performance.now() / 1000, processor })

/** Processor seconds of Chromium's processes, as Linux tells them. */
function browserSeconds() {
  const processes = readdirSync('/proc').flatMap(pid => {
    try {
      const fields = readFileSync(`/proc/${Number(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        .split(' ')
      return [{ pid: Number(pid), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]
    } catch {
      return [] // no process, or one that has ended
    }
  })
  const own = new Set([launched.process().pid])
  for (let before = 0; before < own.size; ) {
    before = own.size
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid)
  }
  return processes.reduce((sum, { pid, ticks }) => (own.has(pid) ? sum + ticks / 100 : sum), 0)
}

async function inPage({ weights, ...options }) {
  moments = []
  const request = { ...options, device: 'wasm', weights: weights === 'fitted' ? weights : '/weights' }
  await page.evaluate(async request => {
    await mark()
    const run = nst.stylize({ content: '/content', style: '/style', ...request })
    for await (const event of run)
      if (event.event === 'step') {
        await event.image()
        await mark()
      }
    await run.result
  }, request)
  return moments
}

async function inNode(request) {
  const mark = () => moment(Object.values(process.cpuUsage()).reduce((sum, value) => sum + value / 1e6, 0))
  const own = [mark()]
  for await (const { event } of stylize({ content, style, device: 'cpu', ...request }))
    if (event === 'step') own.push(mark())
  return own
}

let failed = 0
for (const number of numbers) {
  const { preset, size, weights } = CASES[number]
  const request = { preset, size, weights, iterations: 8, scales: 1, threads: 2 }
  const ways = new Map([
    ['Node', () => inNode(request)],
    ['page, directly', () => inPage({ ...request, convolutions: 'direct' })],
    ['page', () => inPage(request)],
  ])
  const rows = new Map([...ways.keys()].map(name => [name, []]))
  for (let round = 0; round < ROUNDS; round++) for (const [name, run] of ways) rows.get(name).push(await run())
  const least = (name, of) => Math.min(...rows.get(name).map(of))
  const iteration = (name, kind) => least(name, marks => (marks.at(-1)[kind] - marks[1][kind]) / (marks.length - 2))
  const first = (name, kind) => least(name, ([begin, step]) => step[kind] - begin[kind])
  console.log(
    `   ${preset}, ${size} pixels, ${weights === 'fitted' ? 'fitted features' : 'VGG-19'}: s, and processor s`,
  )
  for (const name of ways.keys()) {
    const seconds = of => `${of(name, 'clock').toFixed(2)}, ${of(name, 'processor').toFixed(2)}`
    console.log(`   ${name}: iteration ${seconds(iteration)}; first step ${seconds(first)}`)
  }
  const ratio = name => iteration(name, 'clock') / iteration('Node', 'clock')
  const measured = (name, kind) => ({ iteration: iteration(name, kind), first: first(name, kind) })
  const both = name => ({ clock: measured(name, 'clock'), processor: measured(name, 'processor') })
  const result = { node: both('Node'), page: both('page'), direct: both('page, directly') }
  record(
    'page-iterations',
    { number, preset, size, features: weights === 'fitted' ? 'fitted' : 'VGG-19', ...result },
    tableOf,
  )
  const isMet = ratio('page') <= MOST_OF_NODE
  if (!isMet) failed++
  const told = `an iteration takes ${ratio('page').toFixed(2)} times Node's, directly ${ratio('page, directly').toFixed(2)}`
  console.log(`${isMet ? 'ok' : 'FAILED'} ${told}`)
}
await browser.close()
await launched.close()
await server.close()
rmSync(folder, { recursive: true })
process.exit(failed > 0 ? 1 : 0)

function tableOf(measurements) {
  const columns = [
    'preset',
    'size',
    'features',
    "iteration, of Node's time",
    'directly',
    'processor s',
    'directly',
    'first step after s',
    'directly',
  ]
  const rows = measurements.map(({ preset, size, features, node, page, direct }) => [
    preset,
    String(size),
    features,
    ...[page, direct].map(({ clock }) => (clock.iteration / node.clock.iteration).toFixed(2)),
    ...[page, direct].map(({ processor }) => processor.iteration.toFixed(2)),
    ...[page, direct].map(({ clock }) => clock.first.toFixed(1)),
  ])
  const notes = ['In Chromium, beside Node, on two threads each, in turn; the least of two rounds of 8 iterations.']
  return { title: 'An iteration in a page', columns, rows, notes }
}
