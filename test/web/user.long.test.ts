import { expect, test } from 'vitest'
import { demoRoom } from './demoRoom.js'
import { chooseFirstLayer, mainButton, setOptions, waitForRun } from './usePage.js'

const room = await demoRoom()

test('five runs share one worker, leave no listener, and say nothing on the console', async () => {
  const counting = `
    window.listening = 0
    const { addEventListener, removeEventListener } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (...given) { window.listening++; return addEventListener.apply(this, given) }
    EventTarget.prototype.removeEventListener = function (...given) { window.listening--; return removeEventListener.apply(this, given) }`
  const { page, problems } = await room.open({ first: counting })
  await chooseFirstLayer(page)
  await setOptions(page, { Size: 24, Iterations: 1 })
  const counts: number[] = []
  for (let run = 0; run < 5; run++) {
    await mainButton(page).click()
    await waitForRun(page, /^Finished/)
    counts.push(await page.evaluate('window.listening'))
  }
  expect(new Set(counts.slice(1)).size).toBe(1)
  await expect.poll(() => page.workers().length).toBe(1)
  expect(problems).toEqual([])
})
