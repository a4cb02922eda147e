import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { type DemoRoom, demoRoom, examplesLoaded } from './demoRoom.js'
import {
  chooseFirstLayer,
  chooseLastingRun,
  countKept,
  figure,
  LASTING,
  mainButton,
  runText,
  setOptions,
  waitForRun,
} from './usePage.js'

let room: DemoRoom
beforeAll(async () => {
  room = await demoRoom()
})

const tiles = (page: Page) => page.locator('.strip .tile')
const slider = (page: Page) => page.getByRole('slider', { name: 'Compare with the photo' })
const caption = (page: Page) => page.locator('figcaption').first()

/** Whether the browser would ask before the page is left. */
const asksBeforeLeaving = (page: Page) =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))

async function paintQuickly(page: Page, iterations: number): Promise<void> {
  await chooseFirstLayer(page)
  await setOptions(page, { Size: 32, Iterations: iterations })
  await mainButton(page).click()
}

test('opens on a finished painting, and keeps every painting that is made, over a reload too', async () => {
  const { page, problems } = await room.open()
  // A finished painting with the comparison in its middle; the time is told before the start.
  await expect.poll(() => caption(page).textContent()).toBe('An example, painted in this page: 512 × 384')
  expect(await slider(page).inputValue()).toBe('50')
  expect(await runText(page).textContent()).toMatch(/^Takes about \d/)
  expect(await asksBeforeLeaving(page)).toBe(false)

  await chooseLastingRun(page, 32)
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  expect(await asksBeforeLeaving(page)).toBe(true)
  await page.getByRole('button', { name: 'Stop' }).click()
  await waitForRun(page, /^Stopped/)
  await expect.poll(() => caption(page).textContent()).toBe('harbour-brush-strokes, 32 × 24, stopped on the way')
  expect(await asksBeforeLeaving(page)).toBe(false)

  // A second run, which is cancelled before it has a picture, leaves the first where it was.
  await setOptions(page, { Size: 40, Iterations: 2 })
  await mainButton(page).click()
  await expect.poll(() => caption(page).textContent()).not.toMatch(/stopped on the way/)
  await waitForRun(page, /^Finished/)
  await expect.poll(() => caption(page).textContent()).toBe('harbour-brush-strokes, 40 × 30')
  expect(await tiles(page).count()).toBe(2)
  await tiles(page).last().click()
  expect(await caption(page).textContent()).toMatch(/32 × 24/)

  await page.reload()
  await examplesLoaded(page)
  await expect.poll(() => tiles(page).count()).toBe(2)
  expect(await caption(page).textContent()).toBe('harbour-brush-strokes, 40 × 30')

  // Paint would paint what is seen: its settings are there again.
  expect(await page.getByLabel('Size', { exact: true }).inputValue()).toBe('40')

  // Go on from it: content, style and start are there again.
  await page.getByRole('button', { name: 'Start from this picture' }).click()
  await page.getByText('The next painting starts from this one').waitFor()
  await page.getByText('harbour-brush-strokes.png, 40 × 30').waitFor()
  await paintQuickly(page, 1)
  await waitForRun(page, /^Finished/)
  await expect.poll(() => tiles(page).count()).toBe(3)
  page.once('dialog', dialog => dialog.accept())
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => tiles(page).count()).toBe(2)

  // A tab that is closed or crashes in mid-run leaves what there was when it was last hidden: of a run that goes on from the picture of
  // another too.
  page.on('dialog', dialog => dialog.accept())
  await setOptions(page, { Iterations: LASTING })
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  await page.getByRole('slider', { name: 'Strength' }).fill('1.5')
  await page.getByRole('button', { name: 'Apply changes now' }).click()
  await expect.poll(() => tiles(page).count()).toBe(4)
  await waitForRun(page, /^Painting: \d/)
  const reached = await figure(page, 'Iteration')
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect.poll(() => countKept(page)).toBe(4)
  await page.reload()
  await examplesLoaded(page)
  await expect.poll(() => tiles(page).first().textContent()).toMatch(/^harbour-brush-strokes.*\(stopped at \d+ %\)$/)
  // It goes on where it was, as the same painting.
  await page.getByRole('button', { name: /^Go on painting from \d+ %$/ }).click()
  await waitForRun(page, /^Painting: \d/)
  expect(await figure(page, 'Iteration')).toBeGreaterThan(reached)
  // Paused, it is kept as it stands.
  await setOptions(page, { Iterations: 2000 })
  await page.getByRole('button', { name: 'Apply changes now' }).click()
  await waitForRun(page, /^Painting: (?!0 )\d/)
  await mainButton(page).click()
  await waitForRun(page, /^Paused at/)
  const held = async () => (await runText(page).textContent())?.match(/\d+ %/)?.[0]
  await page.waitForTimeout(500)
  const percent = await held()
  await expect.poll(() => countKept(page)).toBe(5)
  await page.reload()
  await examplesLoaded(page)
  await page.getByRole('button', { name: `Go on painting from ${percent}` }).click()
  await waitForRun(page, /^Painting: \d/)
  expect(await tiles(page).count()).toBe(5)
  expect(problems).toEqual([])
})
