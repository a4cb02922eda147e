import { expect, test } from 'vitest'
import { findChromium, openBrowser } from './openBrowser.js'

test('a browser starts and shows a page', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<h1>Hello</h1>')
    expect(await page.locator('h1').innerText()).toBe('Hello')
  } finally {
    await browser.close()
  }
})

test('a CHROMIUM that is not there fails in one line that names it', () => {
  expect(() => findChromium('/nowhere/chromium')).toThrow(/^CHROMIUM=\/nowhere\/chromium: no such file; .+$/)
})
