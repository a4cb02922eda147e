// Installs the package as others would, without NuGet, and uses it: by the command line, by TypeScript, in a page, in a bundle.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RESOLUTIONS, typeCheck } from '../scripts/consumers/typeCheck.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = ['harbour', 'brush-strokes'].map(name => join(root, 'examples/pictures', `${name}.png`))
const guide = readFileSync(join(root, 'docs/deploy.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-packed-'))
/** The install script of onnxruntime-node sees no network; npm does. No weights are fetched either. */
const env = {
  ...process.env,
  GLOBAL_AGENT_HTTPS_PROXY: 'http://127.0.0.1:9',
  NST_ONNX_WEIGHTS: '',
  NST_ONNX_CACHE: join(folder, 'cache'),
  NST_ONNX_WEIGHTS_MIRROR: 'http://127.0.0.1:9',
}

let failures = 0
async function main() {
  run('npm', ['run', '-s', 'build'], root)
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root).stdout,
  )
  const tarball = join(folder, filename)

  const left = project('left-out')
  trial('installs where NuGet is out of reach', () => npm(left, ['install', tarball], { ONNXRUNTIME_NODE_INSTALL: '' }))
  trial('help works with what is there', () => expect(nst(left, ['--help']).status, 0))
  const isLeftOut = !existsSync(join(left, 'node_modules/onnxruntime-node'))
  if (isLeftOut) {
    let remedy = ''
    trial('a run says in one line which command brings ONNX Runtime', () => {
      const { status, stderr } = paint(left)
      expect(status, 5)
      remedy = /^nst-onnx: ONNX Runtime is not installed; run: (.*)\n$/.exec(stderr)?.[1] ?? expect(stderr, 'one line')
    })
    trial('that command brings it', () => {
      run('sh', ['-c', `${remedy} --prefer-offline --no-audit --no-fund`], left)
      painted(left)
    })
  }

  const service = project('service')
  trial('installs with the variable that the guide names, and paints', () => {
    npm(service, ['install', tarball], { ONNXRUNTIME_NODE_INSTALL: 'skip' })
    painted(service)
  })
  trial('has no example, test or TypeScript source in it', () => {
    const files = readdirSync(join(service, 'node_modules/nst-onnx'), { recursive: true })
    expect(files.filter(file => /example|test|\.ts$/.test(file) && !file.endsWith('.d.ts')).join(), '')
  })
  for (const resolution of RESOLUTIONS)
    trial(`types are right for Node and for a page under ${resolution.at(-1)}`, () =>
      typeCheck(service, resolution, run),
    )
  bundles(service)
  trial('is under 250 MB once the guide is followed, and paints', () => {
    const before = megabytes(join(service, 'node_modules'))
    run('sh', ['-c', commandIn('find node_modules')], service)
    const after = megabytes(join(service, 'node_modules'))
    console.log(`   ${before} MB, then ${after} MB`)
    if (after > 250) expect(after, 'under 250')
    painted(service)
  })

  const page = project('page')
  await trial('a page installs without ONNX Runtime for Node, and is bundled', async () => {
    npm(page, ['install', tarball, 'onnxruntime-web@1.30.0', '--omit=optional'])
    expect(existsSync(join(page, 'node_modules/onnxruntime-node')), false)
    writeFileSync(
      join(page, 'index.html'),
      '<!doctype html><title>Page</title><script type="module" src="page.js"></script>',
    )
    writeFileSync(join(page, 'page.js'), "import { stylize } from 'nst-onnx/browser'\nglobalThis.stylize = stylize\n")
    const { build } = await import('vite')
    await build({ root: page, configFile: false, logLevel: 'error' })
    const workers = readdirSync(join(page, 'dist/assets')).filter(name => /Worker.*\.js$/.test(name))
    expect(workers.length, 2)
  })
}

function bundles(place) {
  const out = join(place, 'out')
  writeFileSync(
    join(place, 'service.js'),
    `import { savePicture, stylize } from 'nst-onnx'
    const [content, style] = process.argv.slice(2)
    const options = { size: 48, iterations: 2, weights: 'fitted', device: 'cpu' }
    stylize({ content, style, ...options }).result.then(
      async ({ image, recipe }) => savePicture('bundled.png', image, { recipe }),
      error => { console.error(error.message); process.exitCode = 1 },
    )`,
  )
  const esbuild = flags => run(join(root, 'node_modules/.bin/esbuild'), ['--log-level=error', ...flags], place)
  const flags = commandIn('npx esbuild').split(' ').slice(2)
  const serve = file => spawnSync(process.execPath, [join(out, file), ...pictures], { cwd: out, env, encoding: 'utf8' })
  trial('a bundle made by the guide paints', () => {
    esbuild(flags)
    const { status, stderr } = serve('service.mjs')
    if (status !== 0) throw new Error(stderr)
    expect(existsSync(join(out, 'bundled.png')), true)
  })
  for (const format of ['esm', 'cjs'])
    trial(`a bundle of everything, as ${format}, says which file is missing`, () => {
      const file = `whole.${format === 'esm' ? 'mjs' : 'cjs'}`
      esbuild([
        ...flags.filter(flag => !/external|outfile|format/.test(flag)),
        `--format=${format}`,
        `--outfile=out/${file}`,
      ])
      expect(
        /^nst-onnx is not whole: there is no dist\/node\/engine\/nodeWorker\.js.*\n$/.test(serve(file).stderr),
        true,
      )
    })
}

/** An empty folder of this name, as a project. */
function project(name) {
  const place = join(folder, name)
  mkdirSync(place)
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }\n')
  return place
}

function npm(place, args, variables = {}) {
  run('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], place, variables)
}

const nst = (place, args) =>
  spawnSync(process.execPath, [join(place, 'node_modules/nst-onnx/dist/cli/bin.js'), ...args], {
    cwd: place,
    env,
    encoding: 'utf8',
  })

const paint = place => nst(place, ['run', ...pictures, '--size', '48', '--iterations', '2', '-o', 'painted.png', '-q'])

function painted(place) {
  const { status, stderr } = paint(place)
  if (status !== 0) throw new Error(stderr)
  expect(statSync(join(place, 'painted.png')).size > 1000, true)
}

/** A command of docs/deploy.md, by how it begins. */
function commandIn(start) {
  return guide.match(new RegExp(`^    (${start}.*)$`, 'm'))[1]
}

const megabytes = place => Number(execFileSync('du', ['-sm', place], { encoding: 'utf8' }).split('\t')[0])

/** Its outcome; an Error with all that it printed where it fails. */
function run(command, args, cwd, variables = {}) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...env, ...variables } })
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${result.stdout}${result.stderr}`)
  return result
}

function expect(value, expected) {
  if (value !== expected) throw new Error(`${value} instead of ${expected}`)
}

function trial(name, carryOut) {
  const end = error => {
    if (error) failures++
    console.log(error ? `FAILED ${name}: ${error.message}` : `ok ${name}`)
  }
  try {
    const result = carryOut()
    if (result instanceof Promise) return result.then(() => end(), end)
    end()
  } catch (error) {
    end(error)
  }
}

try {
  await main()
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = failures > 0 ? 1 : 0
