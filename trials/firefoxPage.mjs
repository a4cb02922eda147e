// Plays the main way through the page to paint on in stock Firefox: open, paint, compare, save.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readRecipe } from 'nst-onnx'
import { build, preview } from 'vite'
import { openFirefox } from './kit/firefox.mjs'

const folder = mkdtempSync(join(tmpdir(), 'nst-onnx-page-'))
const downloads = mkdtempSync(join(tmpdir(), 'nst-onnx-saved-'))
const root = fileURLToPath(new URL('../web', import.meta.url))
const built = { root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } }
process.env.NODE_ENV = 'production'
await build(built)
const server = await preview({ ...built, preview: { port: 0, host: '127.0.0.1' } })
const { port } = server.httpServer.address()
const firefox = await openFirefox(downloads)

let failures = 0
async function trial(what, attempt) {
  try {
    await attempt()
    console.log(`ok ${what}`)
  } catch (error) {
    failures++
    console.log(`FAILED ${what}: ${error.message}`)
  }
}

const button = text => `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === '${text}')`
const runText = `document.querySelector('#run-text').textContent`
/** How far the canvas of the run is from one colour: the sum of its pixels' differences from the first. */
const spread = `(() => {
  const canvas = document.querySelector('#painting')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.reduce((sum, value, at) => sum + Math.abs(value - data[at % 4]), 0)
})()`

await trial('opens on a finished painting, isolated, with both pictures', async () => {
  await firefox.goTo(`http://127.0.0.1:${port}/`)
  await firefox.until(`document.body.textContent.includes('brush-strokes.png, 384')`, 30)
  await firefox.until(`document.querySelector('.compare') !== null && ${button('Paint')}?.ariaDisabled !== 'true'`, 30)
  if (!(await firefox.evaluate('crossOriginIsolated'))) throw new Error('it is not isolated')
})
await trial('takes a size', async () => {
  await firefox.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = true`)
  for (const [id, value] of [
    ['size', '96'],
    ['iterations', '12'],
  ]) {
    await firefox.click(`document.querySelector('#option-${id}')`)
    await firefox.evaluate(`document.querySelector('#option-${id}').select()`)
    await firefox.type(value)
  }
  await firefox.until(`${runText}.startsWith('Takes about')`, 30)
})
await trial('paints', async () => {
  const begun = performance.now()
  await firefox.click(button('Paint'))
  await firefox.until(`/^Painting: \\d/.test(${runText})`, 120)
  console.log(`   first picture after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  if ((await firefox.evaluate(spread)) === 0) throw new Error('the picture is blank')
  await firefox.until(`/^Finished/.test(${runText})`, 120)
})
await trial('compares by keyboard', async () => {
  await firefox.evaluate(`document.querySelector('.compare input[type=range]').focus()`)
  const before = await firefox.evaluate(`document.querySelector('.compare input[type=range]').value`)
  await firefox.type('\uE014') // the arrow to the right
  const after = await firefox.evaluate(`document.querySelector('.compare input[type=range]').value`)
  if (before === after) throw new Error('the slider stays')
})
await trial('saves a PNG with its recipe', async () => {
  await firefox.click(`document.querySelector('[aria-label="Save PNG"]')`)
  const file = join(downloads, 'harbour-brush-strokes.png')
  let recipe
  for (let i = 0; i < 100 && !recipe; i++) {
    await new Promise(resolve => setTimeout(resolve, 100))
    recipe = existsSync(file) && readRecipe(readFileSync(file))
  }
  if (!recipe) throw new Error(`there is ${readdirSync(downloads).join() || 'nothing'}, with no recipe inside`)
  const { width } = JSON.parse(recipe).result
  if (width !== 96) throw new Error(`its recipe is of ${width} pixels`)
})
await trial('keeps it over a reload', async () => {
  await firefox.goTo(`http://127.0.0.1:${port}/`)
  await firefox.until(`document.querySelectorAll('.strip .tile').length === 1`, 30)
})
await trial('writes nothing to the console', async () => {
  const said = firefox.said()
  if (said.length > 0) throw new Error(said.join(' | '))
})

await firefox.close()
await server.close()
rmSync(folder, { recursive: true })
rmSync(downloads, { recursive: true })
process.exitCode = failures > 0 ? 1 : 0
