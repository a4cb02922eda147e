import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type DemoRoom, demoRoom } from './demoRoom.js'
import {
  chooseFirstLayer,
  chooseLastingRun,
  mainButton,
  openFolds,
  PATIENCE,
  runText,
  setOptions,
  waitForRun,
} from './usePage.js'

let room: DemoRoom
beforeAll(async () => {
  room = await demoRoom()
})

const command = (page: Page) => page.locator('#command').textContent()
const icon = (page: Page) => page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href)

/** How much of the content picture is to be seen, by its clipping. */
const clip = (page: Page) => page.locator('canvas.before').evaluate(canvas => getComputedStyle(canvas).clipPath)

test('up to four styles are blended, and parts marked by a brush are painted in ways of their own', async () => {
  const { page, problems } = await room.open()
  await page.getByRole('button', { name: 'Tiles as the second style' }).click()
  await page.getByText('tiles.png, 384 × 288').waitFor()
  await page.getByRole('slider', { name: 'Blend' }).fill('25')
  await chooseFirstLayer(page)
  await setOptions(page, { Size: 32, Iterations: 1 })
  await mainButton(page).click()
  await waitForRun(page, /^Finished/)
  await expect.poll(() => command(page)).toMatch(/harbour\.png brush-strokes\.png tiles\.png --style-blend 0\.75,0\.25/)

  await openFolds(page, 'Choose parts with a brush')
  const brush = page.getByRole('application', { name: /^Brush/ })
  await brush.press(' ')
  await expect.poll(() => runText(page).textContent(), PATIENCE).toMatch(/^Takes about/)
  // A stroke is taken back by a button, or by keyboard.
  const undo = page.getByRole('button', { name: 'Undo' })
  await brush.press('ArrowDown')
  await brush.press(' ')
  await undo.click()
  expect(await undo.getAttribute('aria-disabled')).toBeNull()
  await brush.press('Control+z')
  expect(await undo.getAttribute('aria-disabled')).toBe('true')
  await brush.press('ArrowUp')
  await brush.press(' ')
  await mainButton(page).click()
  await waitForRun(page, /^Finished/)
  await expect.poll(() => command(page)).toMatch(/--style-blend 0\.75,0\.25 .*000000=all .*0000ff=keep/)

  // A third style takes its share of both, and each has a slider of its own.
  await page.getByRole('button', { name: 'Dots as the third style' }).click()
  const shares = () =>
    page
      .locator('.blend output')
      .evaluateAll(all => all.filter(one => one.checkVisibility()).map(one => one.textContent))
  await expect.poll(shares).toEqual(['50 %', '17 %', '33 %'])
  await page.getByRole('slider', { name: 'First style' }).press('Home')
  await page.getByRole('slider', { name: 'Third style' }).fill('60')
  expect(await shares()).toEqual(['0 %', '40 %', '60 %'])
  await page.getByRole('radio', { name: 'Second style' }).check()
  await brush.scrollIntoViewIfNeeded()
  const box = await brush.boundingBox()
  if (!box) throw new Error('the brush has no place')
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.7 * box.height)
  await page.mouse.down()
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.7 * box.height, { steps: 4 })
  await page.mouse.up()
  await expect.poll(() => runText(page).textContent(), PATIENCE).toMatch(/^Takes about/)
  await mainButton(page).click()
  await waitForRun(page, /^Finished/)
  await expect
    .poll(() => command(page))
    .toMatch(
      /tiles\.png dots\.png --style-blend 0\.4,0\.6 .*--content-mask parts\.png .*000000=all .*0000ff=keep .*ff0000=1/,
    )

  // Without the second, the third is in its place; and all of it is back from what was painted.
  await page.getByRole('button', { name: 'Without a second style' }).click()
  await expect.poll(shares).toEqual(['0 to 100'])
  await page.locator('[data-place=secondStyle]').getByText('dots.png, 384 × 288').waitFor()
  await page.getByRole('button', { name: 'Use its pictures and settings' }).click()
  await expect.poll(shares).toEqual(['0 %', '40 %', '60 %'])
  expect(problems).toEqual([])
})

/** A tab that can be hidden, in a browser that shows notices once it is asked. */
const HIDING = `
  window.notices = []
  window.Notification = class {
    static permission = 'default'
    static requestPermission = async () => 'granted'
    constructor(title, { body }) { window.notices.push(body) }
  }
  Object.defineProperty(document, 'visibilityState', { get: () => (window.isAway ? 'hidden' : 'visible') })`

test('changes in mid-run wait for the next painting, or are applied to the picture that there is; a hidden tab says when it is done', async () => {
  const { page, problems } = await room.open({ first: HIDING })
  const own = await icon(page)
  await chooseLastingRun(page, 48)
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  expect(await page.locator('#painting').isVisible()).toBe(true)
  expect(await page.title()).toMatch(/^Painting \d+ % – /)
  expect(await icon(page)).toMatch(/^data:image\/svg/)
  const apply = page.getByRole('button', { name: 'Apply changes now' })
  expect(await apply.isVisible()).toBe(false)
  const barHeight = () => page.locator('.transport').evaluate(({ clientHeight }) => clientHeight)
  const before = await barHeight()
  await page.getByRole('slider', { name: 'Strength' }).fill('1.5')
  await setOptions(page, { Iterations: 2 })
  // Nothing below the buttons moves for it.
  await apply.waitFor()
  expect(await barHeight()).toBe(before)
  const stripAt = () =>
    page
      .locator('.paintings')
      .evaluate(strip => strip.getBoundingClientRect().top - (strip.parentElement?.getBoundingClientRect().top ?? 0))
  const place = await stripAt()
  // What there is can be saved while it goes on.
  const soFar = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save PNG' }).click()
  expect((await soFar).suggestedFilename()).toBe('harbour-brush-strokes.png')
  await page.getByRole('button', { name: 'Tell me when it is done' }).click()
  await page.evaluate('window.isAway = true')
  await apply.click()
  await waitForRun(page, /^Finished/)
  await expect.poll(() => page.evaluate<string[]>('notices')).toEqual([expect.stringMatching(/^Finished in/)])
  await expect.poll(() => command(page)).toMatch(/--style-weight 7593750 .*--init painting-so-far\.png/)
  // What the first run had come to is kept beside.
  await expect.poll(() => page.locator('.strip .tile').count()).toBe(2)
  await expect.poll(() => icon(page)).toBe(own)
  expect(await stripAt()).toBe(place)

  // Beside options that are tuned the picture stays in view; for who is at its foot, that does.
  const picture = page.locator('.viewer')
  const top = () => picture.evaluate(viewer => viewer.getBoundingClientRect().top)
  const wheel = async (over: Locator) => {
    await over.hover()
    await page.mouse.wheel(0, 400)
    await page.waitForTimeout(150)
  }
  await page.evaluate('scrollTo(0, 0)')
  await wheel(page.locator('#options-title'))
  expect(await top()).toBe(16)
  await wheel(picture)
  expect(await top()).toBeLessThan(16)
  await wheel(page.locator('#option-strength'))
  expect(await top()).toBe(16)

  // Before and after: while a button is held, and at 100 %.
  const hold = page.getByRole('button', { name: 'Hold to see the photo' })
  await hold.hover()
  await page.mouse.down()
  expect(await clip(page)).toBe('none')
  await page.mouse.up()
  expect(await clip(page)).not.toBe('none')
  await page.getByRole('button', { name: 'Zoom to 100 %' }).click()
  expect(await page.locator('.compare').evaluate(({ clientWidth }) => clientWidth)).toBe(48)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save WebP' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('harbour-brush-strokes.webp')
  expect(problems).toEqual([])
})

test('a browser that saves data is not sent ONNX Runtime before it is needed', async () => {
  const { page, server } = await room.open({ prepares: false })
  await page.locator('h1').click()
  await mainButton(page).hover()
  await page.waitForTimeout(1000)
  expect(server.requests.filter(path => /wasm|Worker/.test(path))).toEqual([])
})
