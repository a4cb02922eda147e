import { readdir, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as nodeEntry from 'nst-onnx'
import { expect, inject, test } from 'vitest'
import * as browserEntry from '../../src/browser/index.js'
import { RUNTIME } from '../../src/browser/runtimeVersion.js'

const bundle = inject('exportsPage')

test('a bundler takes the browser entry, and one worker for each device', () => {
  const ours = bundle.modules.filter(id => id.includes('/dist/')).map(id => id.replace(/^.*\/dist\//, ''))
  expect(ours).toEqual(
    expect.arrayContaining(['browser/index.js', 'browser/engine/wasmWorker.js', 'browser/engine/webgpuWorker.js']),
  )
  expect(ours.filter(id => /^(index\.js|node\/|cli\/|files\/)/.test(id))).toEqual([])
})

test('no module of Node, and nothing that only works there, goes into the page or its workers', () => {
  expect(bundle.modules.length).toBeGreaterThan(50)
  const builtin = new Set(builtinModules)
  const forNode = (id: string) =>
    builtin.has(id) ||
    /^node:|browser-external|\/(jimp|@jimp|sharp|env-paths|yargs|onnxruntime-node|sharp|undici)\//.test(id)
  expect(bundle.modules.filter(forNode)).toEqual([])
})

test('a page that uses everything loads less than 226 KB of compressed JavaScript: its own, and a worker', async () => {
  const assets = join(bundle.folder, 'assets')
  const scripts = (await readdir(assets)).filter(name => name.endsWith('.js'))
  const sizeOf = async (name: string) => gzipSync(await readFile(join(assets, name))).length
  const workers = scripts.filter(name => name.includes('Worker'))
  expect([scripts.length, workers.length]).toEqual([3, 2])
  const [page = ''] = scripts.filter(name => !workers.includes(name))
  const worker = Math.max(...(await Promise.all(workers.map(sizeOf))))
  expect((await sizeOf(page)) + worker).toBeLessThan(226_000)
})

test('both entries export the same, but for what cannot be the same', () => {
  const onlyIn = (a: object, b: object) =>
    Object.keys(a)
      .filter(name => !(name in b))
      .sort()
  expect(onlyIn(nodeEntry, browserEntry)).toEqual([
    'estimateRun',
    'folderShelf',
    'pictureFile',
    'savePicture',
    'startNodeSessionHost',
  ])
  expect(onlyIn(browserEntry, nodeEntry)).toEqual([
    'canvasIsFaithful',
    'chooseDevice',
    'configure',
    'openBitmap',
    'pictureBlob',
    'startWebSessionHost',
    'storedLayers',
  ])
})

test('recipes name the version of ONNX Runtime that is installed', async () => {
  const file = new URL('../../node_modules/onnxruntime-web/package.json', import.meta.url)
  const { name, version } = JSON.parse(await readFile(file, 'utf8'))
  expect(RUNTIME).toBe(`${name} ${version}`)
})
