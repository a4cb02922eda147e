import { readFile } from 'node:fs/promises'
import { encodePicture, parseRecipe, readRecipe, resizePicture } from 'nst-onnx'
import { expect, onTestFinished, test } from 'vitest'
import { decodePicture } from '../../src/node/pictures/decodePicture.js'
import { STARRY_NIGHT, small, TUBINGEN } from '../stylize/pictures.js'
import { bundlePage } from './bundlePage.js'
import { openRoom } from './openPage.js'
import { SHARDS } from './shards.js'

/** Wide and low: the page decides on the long side, and a test need not paint a whole picture of it. */
const strip = async (path: string) =>
  Buffer.from(
    await encodePicture(resizePicture(await decodePicture(await small(path), path), 64, 16), { format: 'png' }),
  )

test('the page in docs/browser.md paints, bundled as it stands but for the size and the iterations', async () => {
  const docs = await readFile(new URL('../../docs/browser.md', import.meta.url), 'utf8')
  const shown = docs.match(/```html\n(.*?)```/s)?.[1] ?? ''
  const html = shown.replace('size: 256, iterations: 30', 'size: 64, iterations: 15')
  expect(html).not.toBe(shown)
  const bundle = await bundlePage({ 'index.html': html })
  onTestFinished(bundle.remove)
  const room = await openRoom(bundle.folder)
  const { page, problems } = await room.open()
  // The public source of the weights, which is out of a test's reach.
  await page.route('https://raw.githubusercontent.com/**', route => {
    const path =
      route
        .request()
        .url()
        .split(/[0-9a-f]{40}\//)[1] ?? ''
    const headers = { 'access-control-allow-origin': '*' }
    return route.fulfill({ headers, body: Buffer.from(SHARDS.get(path) ?? []) })
  })

  await page
    .getByLabel('Content')
    .setInputFiles({ name: 'town.png', mimeType: 'image/png', buffer: await strip(TUBINGEN) })
  await page
    .getByLabel('Style')
    .setInputFiles({ name: 'night.png', mimeType: 'image/png', buffer: await strip(STARRY_NIGHT) })
  await page.getByRole('button', { name: 'Paint' }).click()
  const losses: number[] = []
  const status = page.getByRole('status')
  await expect
    .poll(
      async () => {
        const text = (await status.textContent()) ?? ''
        losses.push(Number(text.match(/loss (.+)/)?.[1] ?? Number.NaN))
        return text
      },
      { timeout: 60_000 },
    )
    .toMatch(/^Iteration 15, /)
  const seen = losses.filter(loss => !Number.isNaN(loss))
  expect(seen.at(-1)).toBeLessThan(0.5 * seen[0]!)

  const image = page.getByRole('img', { name: 'The painted picture' })
  await image.waitFor()
  const bytes = await image.evaluate(async element => [
    ...new Uint8Array(await (await fetch((element as HTMLImageElement).src)).arrayBuffer()),
  ])
  const recipe = parseRecipe(readRecipe(Uint8Array.from(bytes)) ?? '', 'saved')
  expect(recipe).toMatchObject({
    content: { name: 'town.png' },
    style: { name: 'night.png' },
    result: { width: 64, height: 16 },
  })
  expect(problems.filter(problem => !problem.startsWith('request to https://raw.githubusercontent.com/'))).toEqual([])
})
