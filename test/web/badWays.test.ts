import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { SHARDS } from '../browser/shards.js'
import { pngFile } from '../images/files/png.js'
import { type DemoRoom, demoRoom, examplesLoaded, type OpenDemo } from './demoRoom.js'
import {
  chooseFirstLayer,
  chooseLastingRun,
  countKept,
  mainButton,
  openFolds,
  PATIENCE,
  picture,
  runText,
  setOptions,
  waitForRun,
} from './usePage.js'

let room: DemoRoom
/** For what leaves the page as it was. */
let shared: OpenDemo
beforeAll(async () => {
  room = await demoRoom()
  shared = await room.open()
})

/** A GPU whose buffers hold 128 MiB, as far as the page can see. */
const GPU = `Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: async () => ({
  info: { isFallbackAdapter: false }, limits: { maxStorageBufferBindingSize: 2 ** 27, maxBufferSize: 2 ** 31 },
}) } })`
const NO_WEBGPU = "Object.defineProperty(navigator, 'gpu', { value: undefined })"

const device = (page: Page) => page.locator('.device')
const reasonNotToStart = async (page: Page) => {
  expect(await mainButton(page).getAttribute('aria-disabled')).toBe('true')
  return runText(page).textContent()
}

describe('a file that is no picture', () => {
  test('is refused where it was dropped, and the picture before it stays', async () => {
    const { page } = shared
    const content = picture(page, 'Photo')
    await content.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('some notes') })
    const complaint = page.getByText('notes.txt: this is a text file; choose a picture file.')
    await complaint.waitFor()
    expect(await complaint.getAttribute('role')).toBe('alert')
    expect(await page.getByText('harbour.png, 384').count()).toBe(1)
    expect(await mainButton(page).getAttribute('aria-disabled')).toBeNull()
    expect(shared.problems).toEqual([])
  })

  test('or too large is refused before its pixels are decoded', async () => {
    const { page } = shared
    const header = Buffer.from(pngFile({ width: 30_000, height: 30_000, depth: 8, colorType: 2 }, []))
    await picture(page, 'Style').setInputFiles({ name: 'huge.png', mimeType: 'image/png', buffer: header })
    await page.getByText('huge.png: 30000×30000 pixels are too many; at most 100 megapixels').waitFor()
  })

  test('holds no recipe', async () => {
    const { page } = shared
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('some notes') }
    await page.getByLabel('Use the settings of a saved painting…').setInputFiles(file)
    await page.getByText('notes.txt holds no recipe: only pictures saved by nst-onnx do.').waitFor()
    await page.getByRole('button', { name: 'Close the notice' }).click()
    expect(await page.getByText('holds no recipe').isVisible()).toBe(false)
  })
})

test('a value that cannot be is named, keeps the run from starting, and can be mended', async () => {
  const { page } = shared
  await setOptions(page, { Iterations: -3 })
  expect(await reasonNotToStart(page)).toBe('Iterations: -3 is not a whole number from 0 to 1000000.')
  expect(await page.getByLabel('Iterations', { exact: true }).getAttribute('aria-invalid')).toBe('true')
  await setOptions(page, { Iterations: 3 })
  expect(await mainButton(page).getAttribute('aria-disabled')).toBeNull()
})

// The last that is done to the shared page, which has no picture to paint then.
test('a picture that is too narrow is refused where it was dropped, or before Paint where another size would do', async () => {
  const { page } = shared
  const strip = (width: number, height: number) =>
    Buffer.from(pngFile({ width, height, depth: 8, colorType: 0 }, Array<number[]>(height).fill(Array(width).fill(90))))
  const content = picture(page, 'Photo')
  await content.setInputFiles({ name: 'line.png', mimeType: 'image/png', buffer: strip(1, 40) })
  await page.getByText('line.png: 1×40 is too small; the network needs at least 16 pixels on each side').waitFor()
  await content.setInputFiles({ name: 'strip.png', mimeType: 'image/png', buffer: strip(1000, 20) })
  await page.getByText(/strip\.png: scaled to \d+×\d+ it is too small; the network needs at least 16 pixels/).waitFor()
  expect(await reasonNotToStart(page)).toBe('Cannot be painted like this.')
})

test('a browser that changes what pages read from canvases is told so at once', async () => {
  const { page } = await room.open({
    first: `
      const { getImageData } = OffscreenCanvasRenderingContext2D.prototype
      OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...where) {
        const read = getImageData.apply(this, where)
        read.data[40] ^= 1
        return read
      }`,
  })
  await page.getByText('This browser changes the pixels that pages read').waitFor()
})

test('a size that WebAssembly cannot hold is refused before the start, and the largest that fits is offered', async () => {
  const { page, problems } = await room.open({ first: NO_WEBGPU, prepares: true })
  await setOptions(page, { Size: 16384 })
  await page.getByText(/needs about \d\d GB of memory, and 4\.0 GB can be had/).waitFor()
  expect(await reasonNotToStart(page)).toMatch(/^Too large here: size \d{4} fits\.$/)
  await page.getByRole('button', { name: /^Use size \d{4}$/ }).click()
  await expect.poll(() => mainButton(page).getAttribute('aria-disabled')).toBeNull()
  expect(problems).toEqual([])
})

/** A page whose workers can be got at, as `workers`. */
const OPEN_WORKERS = `
  const Own = Worker
  window.workers = []
  window.Worker = class extends Own {
    constructor(...given) {
      super(...given)
      window.workers.push(this)
    }
  }`

test('a run whose worker dies leaves the picture that was seen last, and can be gone on with where its state was kept', async () => {
  const { page, problems } = await room.open({ first: OPEN_WORKERS })
  await chooseLastingRun(page, 48)
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  await mainButton(page).click()
  await expect.poll(() => countKept(page), PATIENCE).toBe(1)
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  await page.evaluate(`{
    const last = workers.at(-1)
    last.terminate()
    last.dispatchEvent(new ErrorEvent('error', { message: 'RuntimeError: unreachable', cancelable: true }))
  }`)
  await waitForRun(page, /^Broken off: what was painted is kept$/)
  const caption = page.locator('figcaption').first()
  await expect.poll(() => caption.textContent(), PATIENCE).toBe('harbour-brush-strokes, 48 × 36, stopped on the way')
  await page.getByText(/^The browser broke the painting off; .*: “Go on painting” takes it up again\.$/).waitFor()
  await page.getByRole('button', { name: /^Go on painting from \d+ %$/ }).click()
  await waitForRun(page, /^Painting: \d/)
  expect(problems).toEqual([])
})

describe('devices', () => {
  test('a picture that the GPU cannot hold in one piece may be painted: it is evaluated by windows', async () => {
    const { page } = await room.open({ first: GPU })
    await openFolds(page, 'Progress in numbers')
    await page.getByText('On the GPU, by WebGPU, as this browser has a GPU for WebGPU.').waitFor()
    await setOptions(page, { Size: 1024 })
    expect(await mainButton(page).getAttribute('aria-disabled')).toBeNull()
  })

  test('without WebGPU the page says why it uses the CPU, and refuses WebGPU when it is asked for', async () => {
    const { page, problems } = await room.open({ first: NO_WEBGPU })
    await openFolds(page, 'Progress in numbers', 'Expert', 'More options')
    await page.getByText(/^On the CPU, by WebAssembly with .+, as this browser has no WebGPU\.$/).waitFor()
    await page.getByLabel('Device').selectOption('webgpu')
    await expect
      .poll(() => runText(page).textContent())
      .toMatch(/^Device webgpu: not usable here: this browser has no WebGPU; use device wasm/)
    await reasonNotToStart(page)
    await page.getByLabel('Device').selectOption('wasm')
    await expect.poll(() => mainButton(page).getAttribute('aria-disabled')).toBeNull()
    expect(problems).toEqual([])
  })

  test('on a server without headers it works on one thread, says so, and has all threads once it serves itself', async () => {
    const { page, problems } = await room.open({ isolated: false, keeps: true })
    expect(await page.evaluate('crossOriginIsolated')).toBe(false)
    const cores = await page.evaluate(() => navigator.hardwareConcurrency)
    expect(cores).toBeGreaterThan(1)
    await chooseFirstLayer(page)
    await setOptions(page, { Size: 24, Iterations: 1 })
    await mainButton(page).click()
    await waitForRun(page, /^Finished in/)
    await expect
      .poll(() => device(page).textContent(), PATIENCE)
      .toMatch(/with one thread.*the page is not cross-origin isolated: .* Reload the page to use all\.$/)

    await page.reload()
    await examplesLoaded(page)
    expect(await page.evaluate('crossOriginIsolated')).toBe(true)
    await expect
      .poll(() => device(page).textContent(), PATIENCE)
      .toMatch(new RegExp(`with ${cores} threads, as .*\\.$`))
    expect(problems).toEqual([])
  })
})

describe('the weights', () => {
  test('are fetched when asked for; a server that goes down half way costs nothing that came', async () => {
    const { page, problems } = await room.open()
    const asked: string[] = []
    let isDown = true
    await page.route('https://raw.githubusercontent.com/**', route => {
      const [, path = ''] = route
        .request()
        .url()
        .split(/[0-9a-f]{40}\//)
      asked.push(path)
      if (isDown && asked.length > 2) return route.abort('connectionrefused')
      const headers = { 'access-control-allow-origin': '*' }
      return route.fulfill({ headers, body: Buffer.from(SHARDS.get(path) ?? []) })
    })

    await openFolds(page, 'Expert')
    await page.getByLabel('cmu', { exact: true }).check()
    await page.getByLabel('VGG-19', { exact: true }).check()
    await page.getByText('VGG-19 weights: Visual Geometry Group, University of Oxford').waitFor()
    expect(await reasonNotToStart(page)).toBe('Get VGG-19 first, or choose fitted features.')
    expect(asked).toEqual([])
    await page.getByRole('button', { name: 'Get VGG-19 (2.2 MB)…' }).click()
    await page.getByText(/^raw\.githubusercontent\.com cannot be reached .* What came so far is kept/).waitFor()
    expect(asked).toHaveLength(3)

    // Fitted features need nobody.
    await page.getByLabel('fitted to your pictures').check()
    expect(await mainButton(page).getAttribute('aria-disabled')).toBeNull()

    isDown = false
    await page.getByLabel('VGG-19', { exact: true }).check()
    await page.getByRole('button', { name: /^(Try again|Get VGG-19) \(2\.1 MB\)/ }).click()
    await page.getByText('In this browser already, for the layers that are chosen.').waitFor()
    expect(asked.slice(3)).toEqual([...SHARDS.keys()].slice(2))

    // On the next visit they are there.
    await page.reload()
    await examplesLoaded(page)
    await openFolds(page, 'Expert')
    await page.getByLabel('cmu', { exact: true }).check()
    await page.getByLabel('VGG-19', { exact: true }).check()
    await page.getByText('In this browser already, for the layers that are chosen.').waitFor()
    await chooseFirstLayer(page)
    await setOptions(page, { Size: 32, Iterations: 2 })
    await mainButton(page).click()
    await waitForRun(page, /^Finished/)
    expect(asked).toHaveLength(6)
    const others = problems.filter(problem => !/raw\.githubusercontent\.com|ERR_CONNECTION_REFUSED/.test(problem))
    expect(others).toEqual([])
  })
})
