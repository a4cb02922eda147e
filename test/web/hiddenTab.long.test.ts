import { expect, test } from 'vitest'
import { demoRoom } from './demoRoom.js'
import { chooseLastingRun, figure, mainButton, painting, waitForRun } from './usePage.js'

const room = await demoRoom()

test('a page whose tab is hidden goes on painting, draws nothing for nobody, and shows the latest when it is back', async () => {
  // What a hidden tab is to a page: no frames.
  const { page } = await room.open({
    first: `
      let hidden = false
      const waiting = []
      const frame = window.requestAnimationFrame.bind(window)
      window.requestAnimationFrame = callback => (hidden ? waiting.push(callback) : frame(callback))
      window.hide = now => {
        hidden = now
        if (!now) for (const callback of waiting.splice(0)) frame(callback)
      }`,
  })
  await chooseLastingRun(page, 48)
  await mainButton(page).click()
  await waitForRun(page, /^Painting: \d/)
  await page.evaluate('hide(true)')
  await page.waitForTimeout(300)
  const before = { picture: await painting(page), iteration: await figure(page, 'Iteration') }
  await expect.poll(() => figure(page, 'Iteration')).toBeGreaterThan(before.iteration + 5)
  expect(await painting(page)).toBe(before.picture)
  expect(await page.title()).toMatch(/^Painting \d+ % – /)
  await page.evaluate('hide(false)')
  await expect.poll(() => painting(page)).not.toBe(before.picture)
})
