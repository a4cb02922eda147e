import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { nstOnnx, STARRY_NIGHT, TUBINGEN } from '../cli/nstOnnx.js'
import { type DemoRoom, demoRoom } from './demoRoom.js'
import {
  chooseFirstLayer,
  chooseLastingRun,
  figure,
  mainButton,
  openFolds,
  painting,
  picture,
  runText,
  setOptions,
  waitForRun,
} from './usePage.js'

let room: DemoRoom
beforeAll(async () => {
  room = await demoRoom()
})

async function chooseOwnPictures(page: Page): Promise<void> {
  await picture(page, 'Photo').setInputFiles(TUBINGEN)
  await picture(page, 'Style').setInputFiles(STARRY_NIGHT)
  await page.getByText('tubingen.jpg, 1024').waitFor()
  await page.getByText('starry_night.jpg, 1280').waitFor()
}

/** Saves by a button, and gives the file's path. */
async function save(page: Page, button: string, folder: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

describe('a user', () => {
  test('paints a picture of their own, pauses, resumes, saves, and Node knows how it was made', async () => {
    const { page, problems } = await room.open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await chooseOwnPictures(page)
    await setOptions(page, { Size: 96, Iterations: 40, Seed: 7 })
    await chooseFirstLayer(page)
    const before = await painting(page)
    await mainButton(page).click()

    await waitForRun(page, /^Painting: \d/)
    await expect.poll(() => painting(page)).not.toBe(before)
    const loss = await figure(page, 'Loss')
    expect(loss).toBeGreaterThan(0)

    await mainButton(page).click()
    await waitForRun(page, /^Paused at \d+ %/)
    // A step and a preview that were on their way may still come.
    await page.waitForTimeout(500)
    const held = { picture: await painting(page), text: await runText(page).textContent() }
    await page.waitForTimeout(700)
    expect({ picture: await painting(page), text: await runText(page).textContent() }).toEqual(held)

    await mainButton(page).click()
    await waitForRun(page, /^Finished in \d+ s$/)
    await expect.poll(() => painting(page)).not.toBe(held.picture)
    expect(await figure(page, 'Loss')).toBeLessThan(loss)
    await openFolds(page, 'Progress in numbers')
    const curve = await page.getByRole('img', { name: /^Loss against evaluations/ }).getAttribute('aria-label')
    const [, first, last] = curve?.match(/loss: from (\S+) to (\S+) in /) ?? []
    expect(Number(last)).toBeLessThan(Number(first) / 2)

    const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-saved-'))
    try {
      const png = await save(page, 'Save PNG', folder)
      expect(png).toMatch(/tubingen-starry_night\.png$/)
      const told = await nstOnnx(['info', png], { cwd: folder })
      expect(told).toMatchObject({ code: 0, stderr: '' })
      expect(told.stdout).toMatch(/nst-onnx run tubingen\.jpg starry_night\.jpg --size 96 .*--seed 7/)
      const jpeg = await nstOnnx(['info', await save(page, 'Save JPEG', folder)], { cwd: folder })
      expect(jpeg.stdout).toMatch(/--quality 95/)

      await openFolds(page, 'The same on the command line')
      await page.getByRole('button', { name: 'Copy command' }).click()
      await page.getByText('The command is copied.').waitFor()
      const command = await page.evaluate(() => navigator.clipboard.readText())
      expect(command).toMatch(
        /^npx nst-onnx run tubingen\.jpg starry_night\.jpg --size 96 --style-size 96 --scales 1 --iterations 40 /,
      )
      // These are the browser's: Node has other devices.
      expect(command).not.toMatch(/--device|--threads/)

      // The saved picture, dropped on another visit, brings its options back and asks for its pictures.
      const visit = await room.open()
      await visit.page.getByLabel('Use the settings of a saved painting…').setInputFiles(png)
      await visit.page.getByText('It was made from tubingen.jpg and starry_night.jpg: choose them below.').waitFor()
      expect(await visit.page.getByLabel('Size', { exact: true }).inputValue()).toBe('96')
      expect(await visit.page.getByLabel('Seed', { exact: true }).inputValue()).toBe('7')
      expect(await runText(visit.page).textContent()).toBe('Choose a photo first.')
      await chooseOwnPictures(visit.page)
      expect(await visit.page.getByText('Not the file that the recipe').count()).toBe(0)
      expect(await mainButton(visit.page).getAttribute('aria-disabled')).toBeNull()
      // A picture of one's own stays, whatever the recipe was made from.
      await picture(visit.page, 'Photo').setInputFiles(STARRY_NIGHT)
      await visit.page.locator('[data-place=content]').getByText('starry_night.jpg, 1280').waitFor()
      await visit.page.getByLabel('Use the settings of a saved painting…').setInputFiles(png)
      const kept = 'It was made from tubingen.jpg: choose it below to paint it again; your own pictures are kept.'
      await visit.page.getByText(kept).waitFor()
      await visit.page.locator('[data-place=content]').getByText('starry_night.jpg, 1280').waitFor()
      expect(visit.problems).toEqual([])
    } finally {
      await rm(folder, { recursive: true })
    }
    expect(problems).toEqual([])
  })

  test('starts at once with the examples, stops early, and has the picture so far to compare by keyboard', async () => {
    const { page, problems } = await room.open()
    await chooseLastingRun(page, 48)
    await mainButton(page).click()
    await waitForRun(page, /^Painting: \d/)
    await page.getByRole('button', { name: 'Stop' }).click()
    await waitForRun(page, /^Stopped: the best picture so far$/)
    await page.getByRole('button', { name: 'Save PNG' }).waitFor()
    // The button that is left has the focus that the stop button had.
    expect(await mainButton(page).evaluate(button => button === document.activeElement)).toBe(true)

    const slider = page.getByRole('slider', { name: 'Compare with the photo' })
    await slider.press('End')
    expect(await slider.getAttribute('aria-valuetext')).toBe('100 percent photo')
    const clip = await page.locator('canvas.before').evaluate(canvas => getComputedStyle(canvas).clipPath)
    expect(clip).toMatch(/^inset\(0(px|%)? (0%|calc\(0% \+ 0px\)|calc\(100% - 100%\))/)
    expect(problems).toEqual([])
  })

  test('drops pictures: on a place as that picture, elsewhere as content, two as content and style; pastes them too', async () => {
    const { page } = await room.open()
    const give = (event: 'drop' | 'paste', selector: string, ...names: readonly string[]) =>
      page.evaluate(
        async ({ event, selector, names }) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 })
          const blob = await new Promise<Blob | null>(done => canvas.toBlob(done))
          const files = new DataTransfer()
          for (const name of names) files.items.add(new File(blob ? [blob] : [], name, { type: 'image/png' }))
          const init = { bubbles: true, cancelable: true }
          const given =
            event === 'drop'
              ? new DragEvent('drop', { dataTransfer: files, ...init })
              : new ClipboardEvent('paste', { clipboardData: files, ...init })
          document.querySelector(selector)?.dispatchEvent(given)
          return given.defaultPrevented
        },
        { event, selector, names },
      )
    await page.evaluate(() => {
      const said: (string | null)[] = []
      Object.assign(window, { said })
      new MutationObserver(() => said.push(document.querySelector('figcaption')?.textContent ?? null)).observe(
        document.body,
        { subtree: true, childList: true, characterData: true },
      )
    })
    expect(await give('drop', '[data-place=style] .frame', 'dropped.png')).toBe(true)
    await page.getByText('dropped.png, 40 × 30').waitFor()
    expect(await give('drop', '#painting', 'elsewhere.png')).toBe(true)
    await page.getByText('elsewhere.png, 40 × 30').waitFor()
    expect(await page.evaluate<string[]>('said')).toContain('Reading elsewhere.png…')
    expect(await give('drop', 'h1', 'one.png', 'two.png', 'three.png')).toBe(true)
    await page.locator('[data-place=content]').getByText('one.png, 40 × 30').waitFor()
    await page.locator('[data-place=style]').getByText('two.png, 40 × 30').waitFor()
    // More become further styles.
    await page.locator('[data-place=secondStyle]').getByText('three.png, 40 × 30').waitFor()
    expect(await give('paste', 'body', 'pasted.png')).toBe(true)
    await page.locator('[data-place=content]').getByText('pasted.png, 40 × 30').waitFor()
    // A link, or a picture of another page: the browser would leave the page for it.
    expect(await give('drop', 'h1')).toBe(true)
    await page.getByText('That was no file.').waitFor()
  })
})
