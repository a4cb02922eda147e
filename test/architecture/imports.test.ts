import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { importBreaches, nodeModulesFrom } from './importBreaches.js'
import { importCircles } from './importCircles.js'
import { reached } from './importsOf.js'
import { unusedExports } from './unusedExports.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { exports } = JSON.parse(await readFile(`${root}package.json`, 'utf8')) as { exports: Record<string, unknown> }
/** `nst-onnx/options` for `./options`. */
const entries = Object.keys(exports).map(path => `nst-onnx${path.slice(1)}`)
/** The source of every module that package.json exports, as `src/entries/options.ts` for `./dist/entries/options.js`. */
const doors = Array.from(JSON.stringify(exports).matchAll(/\.\/dist\/([^"]+)\.js"/g), ([, path]) => `src/${path}.ts`)
/** Those of a page: all but Node's own. */
const pageDoors = doors.filter(path => path !== 'src/index.ts' && path !== 'src/service/index.ts')

const src = await textsOf('src')
const outside = new Map([...(await textsOf('web')), ...(await textsOf('examples'))])

async function textsOf(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(root + folder, { recursive: true }))
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /\.m?[jt]s$/.test(name) && !name.startsWith('dist/') && !name.includes('node_modules/'))
  const read = async (name: string) =>
    [`${folder}/${name}`, await readFile(`${root}${folder}/${name}`, 'utf8')] as const
  return new Map(await Promise.all(names.map(read)))
}

test('every import goes down to a room below, and what only Node has stays where only Node runs', () => {
  expect(src.size).toBeGreaterThan(200)
  expect(importBreaches(src)).toEqual([])
})

test.each([
  ['src/graphs/graph.ts', "import { x } from '../runtime/devices.js'", 'runtime is not below graphs'],
  ['src/graphs/graph.ts', "import { x } from 'protobufjs'", 'graphs are pure'],
  ['src/stylize/plan.ts', "import type {\n  X,\n} from '../engine/engine.js'", 'engine is not below stylize'],
  ['src/browser/index.ts', "import { readFile } from 'node:fs/promises'", 'run under Node alone'],
  ['src/browser/index.ts', "export * from '../node/x.js'", 'node is not below browser'],
  ['src/entries/options.ts', "export { x } from '../browser/index.js'", 'browser is not below entries'],
  ['src/images/rgba.ts', "const sharp = await import('sharp')", 'run under Node alone'],
  ['src/new/room.ts', "import { x } from '../graphs/graph.js'", 'new has no floor'],
])('%s with %j is a breach', (path, text, why) => {
  expect(importBreaches(new Map([[path, text]]))).toEqual([expect.stringContaining(why)])
})

test('no file imports itself by way of others, not even for its types', () => {
  expect([src, outside].flatMap(importCircles)).toEqual([])
  const planted = new Map(src).set('src/random.ts', "import type { Vectors } from './kernels/vectors.js'")
  planted.set('src/kernels/vectors.ts', "export { x } from '../random.js'")
  expect(importCircles(planted)).toEqual(['src/kernels/vectors.ts → src/random.ts → src/kernels/vectors.ts'])
})

test('the page and the examples use the package as its users do: by its entries', () => {
  expect(outside.size).toBeGreaterThan(60)
  expect(importBreaches(outside, entries)).toEqual([])
})

test.each([
  ['web/views/stage.ts', "import { fitLongSide } from '../../src/images/fitPicture.js'", 'by its entries'],
  ['web/main.ts', "import '../dist/index.js'", 'by its entries'],
  ['web/views/stage.ts', "import type { Size } from '../../test/x.js'", 'by its entries'],
  ['web/state/store.ts', "import { x } from 'nst-onnx/dist/options/presets.js'", 'no such entry'],
  ['web/state/store.ts', "import { x } from 'nst-onnx/presets'", 'no such entry'],
  ['web/state/store.ts', "import { join } from 'node:path'", 'the package only'],
  ['examples/stylize.mjs', "import { x } from '../dist/random.js'", 'by its entries'],
])('%s with %j is a breach', (path, text, why) => {
  expect(importBreaches(new Map([[path, text]]), entries)).toEqual([expect.stringContaining(why)])
})

test('nothing that a page loads through any entry is for Node alone', () => {
  expect(pageDoors).toContain('src/browser/index.ts')
  expect(pageDoors).toContain('src/entries/options.ts')
  expect(nodeModulesFrom(src, pageDoors)).toEqual([])
  // Through a room that may import such modules, where the arrow is no breach.
  const planted = new Map(src).set('src/gallery/lossPlot.ts', "export { x } from '../sheets/typeface.js'")
  expect(nodeModulesFrom(planted, pageDoors)).toEqual([expect.stringContaining('src/sheets/typeface.ts imports jimp')])
})

test('all that is published is used: no code is there for the tests alone', () => {
  const used = reached(src, [...doors, 'src/cli/bin.ts'])
  expect([...src.keys()].filter(path => !used.includes(path))).toEqual([])
  const byDoor = new Set([...doors, 'src/everywhere.ts'])
  expect(unusedExports(src).filter(said => !byDoor.has(said.split(' ')[0] ?? ''))).toEqual([])
  const planted = new Map(src).set(
    'src/random.ts',
    `${src.get('src/random.ts')}\nexport const lucky = () => 7 // lucky`,
  )
  expect(unusedExports(planted)).toContain('src/random.ts exports lucky: nothing uses it')
})
