import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { HOSTILE, hostilePage, QUOTES, shot } from './hostilePage.js'
import { type PageOnDisk, pageOnDisk } from './pageOnDisk.js'

let disk: PageOnDisk
beforeAll(async () => {
  disk = await pageOnDisk(await hostilePage())
})
afterAll(() => disk?.close())

const NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"

/** Commands stand in a part of the page that is folded at first. */
const UNFOLDED = "document.querySelectorAll('details').forEach(details => { details.open = true })"

const FOCUSED = "document.activeElement.getAttribute('aria-label')"

/** What lies on the clipboard, as a text field gets it. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
  await page.locator('#pasted').focus()
  await page.keyboard.press('ControlOrMeta+V')
  return page.locator('#pasted').inputValue()
}

describe('a copy button', () => {
  const name = 'Copy command for conv1_1, figure 1'
  const command = `nst-onnx run '${HOSTILE}' --init noise`

  test('puts the command on the clipboard and says so', async () => {
    const { page, noise } = await disk.open()
    await page.evaluate(UNFOLDED)
    await page.getByRole('button', { name }).click()
    await expect.poll(() => page.getByRole('status').innerText()).toBe('Copied')
    expect(await page.getByRole('button', { name }).innerText()).toBe('Copied')
    expect(await pasted(page)).toBe(command)
    expect(noise).toEqual([`request: ${disk.address}`])
  })

  test('works by keyboard, and keeps the focus, where there is no navigator.clipboard', async () => {
    const { page } = await disk.open()
    await page.evaluate(NO_CLIPBOARD)
    await page.evaluate(UNFOLDED)
    await page.getByRole('button', { name }).press('Enter')
    await expect.poll(() => page.getByRole('status').innerText()).toBe('Copied')
    expect(await page.evaluate(FOCUSED)).toBe(name)
    expect(await page.locator('textarea').count()).toBe(0)
    expect(await pasted(page)).toBe(command)
  })

  test('keeps every space of the command', async () => {
    const { page } = await disk.open()
    await page.evaluate(UNFOLDED)
    await page.getByRole('button', { name: /^Copy command for ">/ }).click()
    await expect.poll(() => page.getByRole('status').innerText()).toBe('Copied')
    expect(await pasted(page)).toMatch(/^nst-onnx run ".*" {2}--seed 2$/)
  })

  test('shows and selects the command where the browser copies nothing', async () => {
    const { page } = await disk.open()
    await page.evaluate(`${NO_CLIPBOARD}; document.execCommand = () => false`)
    await page.evaluate(UNFOLDED)
    await page.getByRole('button', { name }).click()
    await expect.poll(() => page.getByRole('status').innerText()).toMatch(/command is selected/)
    expect(await page.evaluate('getSelection().toString()')).toBe(command)
    expect(await page.locator('#layers-command-1').isVisible()).toBe(true)
  })
})

describe('a picture', () => {
  const first = 'Enlarge: Picture of content'

  test('is shown larger by keyboard; Escape closes it and gives the focus back', async () => {
    const { page, noise } = await disk.open()
    const button = page.getByRole('button', { name: first, exact: true })
    await button.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const widths = await Promise.all([button, dialog].map(where => where.locator('img').boundingBox()))
    expect(widths.map(box => box?.width)).toEqual([64, 192])
    expect(await dialog.getAttribute('aria-labelledby')).toBe('viewer-caption')
    expect(await page.locator('#viewer-caption').innerText()).toBe('Figure 2 · content · 64×48 pixels')
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(false)
    await expect.poll(() => page.evaluate(FOCUSED)).toBe(first)
    expect(noise).toEqual([`request: ${disk.address}`])
  })

  test('gives way to the next of its figure, and the last to the first', async () => {
    const { page } = await disk.open()
    await page.getByRole('button', { name: first, exact: true }).click()
    const caption = page.locator('#viewer-caption')
    await page.keyboard.press('ArrowRight')
    expect(await caption.innerText()).toContain('content × tall style')
    await page.getByRole('button', { name: 'Next' }).click()
    expect(await caption.innerText()).toContain('content × wide style')
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
    expect(await caption.innerText()).toContain('content × third')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(FOCUSED)).toBe('Enlarge: Picture of content × third')
  })

  test('fits a small window whole, buttons and all', async () => {
    const { page } = await disk.open()
    const before = page.viewportSize()
    await page.setViewportSize({ width: 400, height: 340 })
    onTestFinished(() => page.setViewportSize(before ?? { width: 1440, height: 900 }))
    await page.getByRole('button', { name: 'Enlarge: Picture of tall style', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const close = await dialog.getByRole('button', { name: 'Close' }).boundingBox()
    expect((close?.y ?? Number.NaN) + (close?.height ?? 0)).toBeLessThan(340)
    const image = await dialog.locator('img').boundingBox()
    expect(image?.height).toBeGreaterThan(100)
    expect((image?.width ?? 0) / (image?.height ?? 0)).toBeCloseTo(30 / 64, 1)
  })

  test('is saved as it was written, under a name that says what it is', async () => {
    const { page } = await disk.open()
    await page.getByRole('button', { name: first, exact: true }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByLabel('Save picture').click()])
    expect(download.suggestedFilename()).toBe('grid-content.webp')
    const { file } = await shot('content', 64, 48)
    const saved = Buffer.concat(await (await download.createReadStream()).toArray())
    expect(Buffer.compare(saved, file)).toBe(0)
  })
})

describe('a figure to play with', () => {
  const shownIn = (page: Page, figure: string) => {
    return page.locator(`#${figure} .shot:visible .caption`).allInnerTexts()
  }

  test('shows one picture by a slider, begins in the middle, and all side by side when asked', async () => {
    const { page } = await disk.open()
    const slider = page.getByRole('slider', { name: /^Layer of/ })
    expect(await shownIn(page, 'layers')).toEqual([QUOTES])
    await slider.press('Home')
    expect(await shownIn(page, 'layers')).toEqual([HOSTILE])
    await slider.press('ArrowRight')
    expect(await shownIn(page, 'layers')).toEqual(['conv1_1'])
    expect(await slider.getAttribute('aria-valuetext')).toContain('conv1_1')
    await page.locator('#layers').getByRole('button', { name: 'All side by side' }).click()
    expect(await shownIn(page, 'layers')).toHaveLength(4)
    await slider.press('ArrowRight')
    expect(await shownIn(page, 'layers')).toEqual([QUOTES])
  })

  test('flickers between two noises until told to stop, at most three times a second, and not unasked', async () => {
    const { page } = await disk.open()
    await page.clock.install({ time: 0 })
    await page.reload()
    // It would go on by itself otherwise, for as long as a busy machine takes for what follows.
    await page.clock.pauseAt(1e6)
    onTestFinished(() => page.clock.resume())
    const flicker = page.getByRole('button', { name: 'Flicker' })
    await page.clock.runFor(5000)
    expect(await shownIn(page, 'seeds')).toEqual(['seed 1'])
    await flicker.click()
    await page.clock.runFor(340)
    expect(await shownIn(page, 'seeds')).toEqual(['seed 1'])
    await page.clock.runFor(300)
    expect(await shownIn(page, 'seeds')).toEqual(['seed 2'])
    await page.clock.runFor(600)
    expect(await shownIn(page, 'seeds')).toEqual(['seed 1'])
    await flicker.click()
    await page.clock.runFor(5000)
    expect(await shownIn(page, 'seeds')).toEqual(['seed 1'])
    await page.getByRole('button', { name: 'Change once' }).click()
    expect(await shownIn(page, 'seeds')).toEqual(['seed 2'])
  })

  test('reads loss curves off where the line is', async () => {
    const { page } = await disk.open()
    const slider = page.getByRole('slider', { name: 'Evaluations' })
    const reading = page.locator('#start .reading')
    await slider.fill('40')
    expect(await reading.innerText()).toBe(
      `After 40 evaluations the loss is 3 (content ${QUOTES}), 90 (noise). noise never gets to 3.`,
    )
    await slider.fill('1')
    expect(await reading.innerText()).toContain('9000 (noise). noise gets to 300 after 30.')
  })

  test('has a handle that goes from all painting to all content', async () => {
    const { page } = await disk.open()
    const handle = page.getByRole('slider', { name: /content$/ })
    const cut = () => page.locator('.compare .over').evaluate(over => (over as HTMLElement).style.clipPath)
    await handle.press('Home')
    expect(await cut()).toMatch(/ 0%\)$|^inset\(0px\)$/)
    await handle.press('End')
    expect(await cut()).toContain('100%')
  })
})
