import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE, hostilePage } from './hostilePage.js'
import { type PageOnDisk, pageOnDisk } from './pageOnDisk.js'

let disk: PageOnDisk
beforeAll(async () => {
  disk = await pageOnDisk(await hostilePage())
})
afterAll(() => disk?.close())

const sizesOf = '[...document.images].map(image => [image.naturalWidth, image.naturalHeight])'

describe('opened from disk', () => {
  test('every picture is decoded, every plot drawn, and nothing else happens', async () => {
    const { page, noise } = await disk.open()
    const sizes = await page.evaluate<[number, number][]>(sizesOf)
    expect(sizes).toHaveLength(17)
    expect(sizes.filter(([width, height]) => width === 0 || height === 0)).toEqual([])
    const plots = await page.evaluate<string[]>(
      "[...document.querySelectorAll('svg')].map(svg => svg.querySelectorAll('path.curve[stroke-linecap]').length)",
    )
    expect(plots).toEqual([2])
    expect(noise).toEqual([`request: ${disk.address}`])
  })

  test('hostile names are text: shown as they are, and no element or handler comes of them', async () => {
    const { page } = await disk.open()
    expect(await page.locator('h1').innerText()).toBe(`The gallery of ${HOSTILE}`)
    expect(await page.locator('script').count()).toBe(1)
    const handlers =
      "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()).filter(n => n.startsWith('on'))"
    expect(await page.evaluate(handlers)).toEqual([])
  })

  test('the policy stops what would get in all the same', async () => {
    const { page } = await disk.open()
    const stopped = await page.evaluate<string[]>(`new Promise(resolve => {
      const stopped = []
      addEventListener('securitypolicyviolation', event => {
        stopped.push(event.effectiveDirective)
        if (stopped.length === 3) resolve(stopped.sort())
      })
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/a.png' }))
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.entered = true' }))
      document.body.insertAdjacentHTML('beforeend', '<p onclick="window.entered = true">')
      document.body.lastElementChild.click()
    })`)
    expect(stopped).toEqual(['img-src', 'script-src-attr', 'script-src-elem'])
    expect(await page.evaluate('window.entered')).toBeUndefined()
  })
})

describe.each([320, 360, 768, 1440])('at a width of %d pixels', width => {
  let page: Page
  beforeAll(async () => {
    page = (await disk.open()).page
    await page.setViewportSize({ width, height: 800 })
  })

  test('pictures of a row stand on one line, those of a column begin at one', async () => {
    const edges = await page.evaluate<{ left: number; bottom: number }[]>(
      "[...document.querySelectorAll('#grid img')].map(image => image.getBoundingClientRect().toJSON())",
    )
    const [styles, results] = [edges.slice(0, 3), edges.slice(4)]
    for (const row of [styles, edges.slice(3)])
      expect(new Set(row.map(({ bottom }) => Math.round(bottom))).size).toBe(1)
    expect(results.map(({ left }) => Math.round(left))).toEqual(styles.map(({ left }) => Math.round(left)))
  })

  test('the text of a plot is 10 pixels high or more', async () => {
    const scale = await page.evaluate<number>("document.querySelector('svg').getScreenCTM().a")
    expect(12 * scale).toBeGreaterThanOrEqual(width < 360 ? 9.5 : 10)
  })

  test('the page does not scroll sideways, whatever is unfolded', async () => {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})

// Every two of scheme, width and state meet once.
test.each([
  ['light', 360, 'folded'],
  ['light', 1440, 'with everything open'],
  ['dark', 360, 'with everything open'],
  ['dark', 1440, 'folded'],
] as const)('axe finds nothing in the %s at a width of %d pixels, %s', async (colorScheme, width, state) => {
  const { page } = await disk.open()
  await page.emulateMedia({ colorScheme })
  await page.setViewportSize({ width, height: 800 })
  if (state !== 'folded')
    await page.evaluate(`
      for (const details of document.querySelectorAll('details')) details.open = true
      for (const button of document.querySelectorAll('.all')) button.click()`)
  await page.evaluate(axe.source)
  const found = await page.evaluate<
    string[]
  >(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 100)).join(' | ')))`)
  expect(found).toEqual([])
})

test('dark and light have different grounds', async () => {
  const { page } = await disk.open()
  const ground = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme })
    return page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
  }
  expect(await ground('light')).toBe('rgb(255, 255, 255)')
  expect(await ground('dark')).toBe('rgb(21, 23, 26)')
})

describe('without scripts', () => {
  test('pictures and commands are there, and no button that would do nothing', async () => {
    const { page, noise } = await disk.open({ javaScriptEnabled: false })
    const pictures = page.locator('img')
    expect(await pictures.count()).toBe(17)
    for (const picture of await pictures.all()) expect((await picture.boundingBox())?.width).toBeGreaterThan(0)
    expect(await page.getByRole('button').count()).toBe(0)
    const command = page.locator('#grid-command-1')
    expect(await command.isVisible()).toBe(false)
    await page.locator('#grid summary').click()
    expect(await command.isVisible()).toBe(true)
    expect(await command.innerText()).toBe('nst-onnx run a b')
    expect(noise).toEqual([`request: ${disk.address}`])
  })
})
