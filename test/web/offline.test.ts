import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type DemoRoom, demoRoom, examplesLoaded } from './demoRoom.js'
import { chooseFirstLayer, KEPT, mainButton, PATIENCE, setOptions, useIt, waitForRun } from './usePage.js'

let room: DemoRoom
beforeAll(async () => {
  room = await demoRoom()
})

test('once loaded, the page works without a network', async () => {
  const { page, server, problems } = await room.open({ keeps: true, prepares: true })
  // Asked for twice, by the page and to keep it, where the server says nothing about caching.
  const wasm = () => [...new Set(server.requests.filter(path => path.endsWith('.wasm')))]
  // A page that is only open has no use for ONNX Runtime; it is fetched once somebody is there, who may be about to paint.
  await page.waitForTimeout(300)
  expect(wasm()).toEqual([])
  await page.mouse.move(200, 20)
  await expect.poll(wasm).toHaveLength(1)
  await useIt(page)
  await page.getByText(KEPT).waitFor(PATIENCE)
  // The WebAssembly that this browser has no use for is not fetched.
  expect(wasm()).toHaveLength(1)

  const asked = server.requests.length
  await page.context().setOffline(true)
  await server.close()
  await page.reload()
  await examplesLoaded(page)
  await useIt(page)
  await page.getByText(KEPT).waitFor(PATIENCE)
  expect(await page.evaluate('crossOriginIsolated')).toBe(true)
  await chooseFirstLayer(page)
  await setOptions(page, { Iterations: 2 })
  await mainButton(page).click()
  await waitForRun(page, /^Finished in/)
  expect(server.requests.length).toBe(asked)
  // A browser looks for a newer service worker at every visit, and does not mind when it finds none.
  expect(problems.filter(problem => !/service-worker\.js|ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual([])
})

describe('what is built', () => {
  const filesOf = async (pattern: RegExp) => {
    const entries = await readdir(room.folder, { recursive: true })
    return entries.filter(path => pattern.test(path)).map(path => join(room.folder, path))
  }

  test('has under 80 KB of compressed JavaScript for the page, and with the worker of a device under 210 KB', async () => {
    const { gzipSync } = await import('node:zlib')
    const scripts = await filesOf(/\.js$/)
    const names = scripts.map(path => basename(path).replace(/(-[\w-]{8})?\.js$/, ''))
    // No page fetches the last: it scales pictures, which workers do.
    const known = ['page', 'wasmWorker', 'webgpuWorker', 'spinWorker', 'service-worker', 'resizePicture']
    expect(new Set(names)).toEqual(new Set(known))
    const size = async (path: string) => gzipSync(await readFile(path)).length
    const page = await size(scripts.find(path => path.includes('page-')) ?? '')
    // What builds graphs is the workers' alone: with it the page would have 25 KB more.
    expect(page).toBeLessThan(80_000)
    // A browser fetches one of them.
    const workers = await Promise.all(scripts.filter(path => /(wasm|webgpu)Worker-/.test(path)).map(size))
    expect(workers.length).toBe(2)
    expect(page + Math.max(...workers)).toBeLessThan(210_000)
  })

  test('names every file by an address below its own folder, so that any folder of a site can hold it', async () => {
    const page = await readFile(join(room.folder, 'index.html'), 'utf8')
    expect([...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address]) => address).length).toBeGreaterThan(2)
    expect(page).not.toMatch(/(?:src|href)="(?:\/|https?:)/)
  })

  test('holds each of ONNX Runtime’s WebAssembly once', async () => {
    const sizes = await Promise.all((await filesOf(/\.wasm$/)).map(async path => (await stat(path)).size))
    expect(sizes.length).toBe(2)
  })

  test('lets the page ask nobody but its server and the public source of the weights', async () => {
    const { page } = await room.open()
    const stopped = await page.evaluate(async () => {
      const directives: string[] = []
      addEventListener('securitypolicyviolation', event => directives.push(event.effectiveDirective))
      await fetch('https://example.org/').catch(() => {})
      document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))
      await new Promise(done => setTimeout(done, 100))
      return directives
    })
    expect(stopped.sort()).toEqual(['connect-src', 'img-src'])
  })
})
