import type { Locator, Page } from 'playwright-core'

// What a user does on the page, found as a user finds it: by labels and roles.

export const picture = (page: Page, place: 'Photo' | 'Style' | 'Second style' | 'Start'): Locator =>
  page.getByLabel(place === 'Photo' ? place : `${place} picture`, { exact: true })

/** The first button: Paint, Pause or Resume. */
export const mainButton = (page: Page): Locator => page.getByRole('button', { name: /^(Paint|Pause|Resume)$/ })

/** How the run stands, in words. */
export const runText = (page: Page): Locator => page.locator('#run-text')

/** Opens folds by their titles. */
export async function openFolds(page: Page, ...titles: readonly string[]): Promise<void> {
  await page.evaluate(titles => {
    for (const summary of document.querySelectorAll('summary'))
      if (titles.includes(summary.textContent)) summary.closest('details')?.setAttribute('open', '')
  }, titles)
}

/** Fills in options by their labels. */
export async function setOptions(page: Page, options: Readonly<Record<string, number>>): Promise<void> {
  await openFolds(page, 'Expert')
  if ('Size' in options) await page.getByLabel('Other', { exact: true }).check()
  for (const [label, value] of Object.entries(options))
    await page.getByLabel(label, { exact: true }).fill(String(value))
}

/** Leaves only the first layer and one thread, for runs that take no time. In one go, as so many clicks take a second. */
export async function chooseFirstLayer(page: Page): Promise<void> {
  await openFolds(page, 'Expert', 'Layers')
  await page.evaluate(() => {
    for (const field of document.querySelectorAll('fieldset')) {
      if (!['Style layers', 'Content layers'].includes(field.querySelector('legend')?.textContent ?? '')) continue
      const boxes = [...field.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
      const isFirst = (box: HTMLInputElement) => box.labels?.[0]?.textContent === 'conv1_1'
      for (const box of boxes) if (isFirst(box) && !box.checked) box.click()
      for (const box of boxes) if (!isFirst(box) && box.checked) box.click()
    }
  })
  await chooseOneThread(page)
}

/**
 * Chooses a run whose steps take no time, and which is there until it is stopped: L-BFGS finds nothing better after a hundred steps or so,
 * sooner than a busy machine gets to what is tested.
 */
export async function chooseLastingRun(page: Page, size: number): Promise<void> {
  await chooseFirstLayer(page)
  await page.getByLabel('Optimizer', { exact: true }).selectOption('adam')
  await setOptions(page, { Size: size, Iterations: LASTING })
}

/** Iterations that no test waits for. */
export const LASTING = 1_000_000

/** Threads that wait for each other in a busy machine wait long. */
async function chooseOneThread(page: Page): Promise<void> {
  await openFolds(page, 'Expert', 'More options')
  await setOptions(page, { Threads: 1 })
}

/** Waits until the words beside the buttons are these, or would be: where the picture is out of view, a button stands there at the end. */
export async function waitForRun(page: Page, words: RegExp): Promise<void> {
  await runText(page).filter({ hasText: words }).waitFor({ state: 'attached', timeout: 60_000 })
}

/** The number in a cell of the figures; NaN where there is none yet. */
export async function figure(page: Page, name: string): Promise<number> {
  const cell = page.locator(`dt:text-is("${name}") + dd`)
  return Number.parseFloat((await cell.textContent()) ?? '')
}

/** The pixels of what is being painted, as a hash that changes with each of them. */
export function painting(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('#painting')
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    let hash = 0
    for (const value of data) hash = (Math.imul(hash, 31) + value) | 0
    return hash
  })
}

/** What the page says once it needs no network any more. */
export const KEPT = 'This page is kept in the browser and works offline.'

/** A service worker takes its time to keep the page. */
export const PATIENCE = { timeout: 20_000 }

/** The first sign of use, at which the page makes ready what is chosen: next to nothing. */
export const useIt = (page: Page): Promise<void> => setOptions(page, { Size: 24 })

/** How many paintings the browser keeps. */
export function countKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const request = indexedDB.open('nst-onnx-paintings')
    await new Promise(done => {
      request.onsuccess = done
    })
    const count = request.result.transaction('paintings').objectStore('paintings').count()
    await new Promise(done => {
      count.onsuccess = done
    })
    request.result.close()
    return count.result
  })
}
