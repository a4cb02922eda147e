import { readFile } from 'node:fs/promises'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { contrast } from './contrast.js'
import { type DemoRoom, demoRoom } from './demoRoom.js'
import { chooseFirstLayer, mainButton, setOptions, waitForRun } from './usePage.js'

declare global {
  interface Window {
    /** Once its source has been evaluated. */
    axe: typeof axe
  }
}

let room: DemoRoom
/** The page after a run, with all that it can show. */
let full: Page
/** What that run told a screen reader. */
let told: readonly string[]
/** The page as it opens, in a narrow window. */
let narrow: Page
beforeAll(async () => {
  room = await demoRoom()
  full = (await room.open()).page
  await noteWhatIsTold(full)
  await chooseFirstLayer(full)
  await setOptions(full, { Size: 24, Iterations: 12 })
  await mainButton(full).click()
  await waitForRun(full, /^Finished/)
  told = await full.evaluate<string[]>('told')
  await openAll(full)
  narrow = (await room.open({ viewport: { width: 360, height: 640 } })).page
})

/** Keeps what is said aloud as `told`. */
async function noteWhatIsTold(page: Page): Promise<void> {
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(window, { told })
    new MutationObserver(() => {
      const text = document.querySelector('#notices > .unseen')?.textContent ?? ''
      if (text !== told.at(-1)) told.push(text)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** Every fold, the panel for VGG-19, the place for a start picture. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
  for (const [word, example] of [
    ['second', 'Tiles'],
    ['third', 'Dots'],
  ] as const) {
    await page.getByRole('button', { name: `${example} as the ${word} style` }).click()
  }
  await page.getByRole('slider', { name: 'Third style' }).waitFor()
  await page.getByLabel('VGG-19', { exact: true }).check()
  await page.getByLabel('a picture', { exact: true }).check()
}

/** What the browser tells a screen reader of each control. */
async function controls(page: Page): Promise<readonly { role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const isControl = (node: (typeof nodes)[number]) =>
    !node.ignored && node.properties?.some(({ name, value }) => name === 'focusable' && value.value === true)
  return nodes
    .filter(isControl)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }))
    .filter(({ role }) => role !== 'RootWebArea')
}

/** What can be reached by keyboard: of a group of radio buttons, the one that is chosen. */
const REACHABLE =
  'a[href], button, select, summary, input:not([type=radio]), input[type=radio]:checked, canvas[tabindex="0"]'

test('every control has a name, and no two of a kind the same', async () => {
  const all = await controls(full)
  expect(all.length).toBeGreaterThan(60)
  expect(all.filter(({ name, role }) => name === '' && role !== 'generic' && role !== 'status')).toEqual([])
  const names = all
    .filter(({ role }) => role !== 'generic' && role !== 'checkbox')
    .map(({ role, name }) => `${role} ${name}`)
  // Style and content layers are told apart by the groups that they are in.
  const inGroups = ['radio Before the ReLU', 'radio After it']
  const twice = names.filter((name, i) => names.indexOf(name) < i && !inGroups.includes(name))
  expect(twice).toEqual([])
})

test('Tab reaches every control once, in the order of the page', async () => {
  const marks = await full.evaluate(selector => {
    const visible = [...document.querySelectorAll<HTMLElement>(selector)].filter(control => control.checkVisibility())
    visible.forEach((control, i) => {
      control.dataset.mark = String(i)
    })
    return visible.length
  }, REACHABLE)
  expect(marks).toBeGreaterThan(50)
  await full.evaluate(
    'document.activeElement.blur(); scrollTo(0, 0); document.body.tabIndex = -1; document.body.focus()',
  )
  await full.evaluate(() => {
    const reached: string[] = []
    Object.assign(window, { reached })
    addEventListener('focusin', ({ target }) => {
      const { dataset, outerHTML } = target as HTMLElement
      reached.push(dataset.mark ?? outerHTML)
    })
  })
  for (let i = 0; i < marks; i++) await full.keyboard.press('Tab')
  const reached = await full.evaluate<string[]>('reached')
  expect(reached).toEqual(Array.from({ length: marks }, (_, i) => String(i)))
})

test('what has the focus can be seen, and never lies under the bar at the foot of a narrow window', async () => {
  const bar = await narrow.locator('.transport').boundingBox()
  let count = 0
  for (let isLast = false; !isLast; count++) {
    await narrow.keyboard.press('Tab')
    const { outlined, bottom, isOfBar, isOver } = await narrow.evaluate(() => {
      const focused = document.activeElement as HTMLElement
      const drawn = focused.closest<HTMLElement>('.covered') ?? focused
      const handle = focused.parentElement?.querySelector('.handle') ?? null
      const parts = [focused, ...drawn.querySelectorAll<HTMLElement>('*'), drawn]
      return {
        outlined:
          parts.some(
            part => getComputedStyle(part).outlineStyle !== 'none' && part.checkVisibility({ opacityProperty: true }),
          ) ||
          // The comparison’s slider is all of the picture; its knob is drawn.
          (handle !== null && getComputedStyle(handle, '::after').outlineStyle !== 'none'),
        bottom: drawn.getBoundingClientRect().bottom,
        isOfBar: focused.closest('.transport') !== null,
        isOver: focused === document.body,
      }
    })
    isLast = isOver
    if (isLast) break
    expect(outlined).toBe(true)
    if (!isOfBar) expect(bottom).toBeLessThanOrEqual(bar?.y ?? 0)
  }
  expect(count).toBeGreaterThan(15)
})

test('the pointer on a button leaves its label readable', async () => {
  await mainButton(narrow).hover()
  const { color, backgroundColor } = await mainButton(narrow).evaluate(button => {
    const { color, backgroundColor } = getComputedStyle(button)
    return { color, backgroundColor }
  })
  const hex = (rgb: string) =>
    `#${(rgb.match(/\d+/g) ?? []).map(part => Number(part).toString(16).padStart(2, '0')).join('')}`
  expect(contrast(hex(color), hex(backgroundColor))).toBeGreaterThanOrEqual(4.5)
})

test('a run is told aloud by its phases and quarters, not by its steps', () => {
  expect(told).toContain('Preparing')
  expect(told.at(-1)).toMatch(/^Finished in/)
  expect(told.length).toBeLessThanOrEqual(8)
})

test('no control moves on its own for who asked for less motion', async () => {
  const bar = full.locator('.transport progress')
  await bar.evaluate(bar => bar.removeAttribute('value'))
  const movement = () => bar.evaluate(bar => getComputedStyle(bar).animationName)
  expect(await movement()).not.toBe('none')
  await full.emulateMedia({ reducedMotion: 'reduce' })
  expect(await movement()).toBe('none')
})

describe.each([360, 768, 1440])('at a width of %d pixels', width => {
  test('the page does not scroll sideways, with everything open', async () => {
    await full.setViewportSize({ width, height: 800 })
    expect(await full.evaluate('document.documentElement.scrollWidth')).toBe(width)
    const wide = await full.evaluate(
      width =>
        [...document.querySelectorAll('body *')]
          // Rows that are scrolled themselves hold what is further on.
          .filter(
            part => part.checkVisibility() && !part.closest('.unseen, .skip, svg, .further-style .example, .strip li'),
          )
          .filter(part => part.getBoundingClientRect().right > width + 1)
          .map(part => part.outerHTML.slice(0, 80)),
      width,
    )
    expect(wide).toEqual([])
  })
})

describe.each(['light', 'dark'] as const)('in the %s', scheme => {
  test.each([360, 1440])('axe finds nothing at a width of %d pixels, with everything open', async width => {
    await full.emulateMedia({ colorScheme: scheme })
    await full.setViewportSize({ width, height: 800 })
    await full.evaluate(axe.source)
    const found = await full.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 100)).join(' | ')}`)
    })
    expect(found).toEqual([])
  })

  test('every text can be read on its ground', async () => {
    const css = await readFile(new URL('../../web/styles/base.css', import.meta.url), 'utf8')
    const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block)
    const colours = new Map(
      [...(scheme === 'light' ? light : light + dark).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(
        ([, name = '', hex = '']) => [name, hex],
      ),
    )
    const of = (name: string) => colours.get(name) ?? ''
    const texts = ['ink', 'muted', 'link', 'bad', 'curve-0']
    const grounds = ['paper', 'panel']
    const pairs = [
      ...texts.flatMap(text => grounds.map(ground => [text, ground] as const)),
      ['bad', 'bad-ground'],
      ['ink', 'bad-ground'],
      ['link', 'bad-ground'],
      ['paper', 'link'],
    ] as const
    for (const [text, ground] of pairs)
      expect([text, ground, contrast(of(text), of(ground)) >= 4.5]).toEqual([text, ground, true])
    // Edges of controls: WCAG asks for 3:1.
    for (const ground of grounds) expect(contrast(of('edge'), of(ground))).toBeGreaterThanOrEqual(3)
  })
})
