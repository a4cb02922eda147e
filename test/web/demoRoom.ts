import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, inject } from 'vitest'
import { watchedPage } from '../browser/openPage.js'
import { type PageServer, servePage } from '../browser/pageServer.js'
import { sharedBrowser } from '../browser/sharedBrowser.js'

/** Playwright's remark where service workers are kept from being registered. */
const OF_PLAYWRIGHT = 'warning: Service Worker registration blocked by Playwright'

/** A browser that is to save data. */
const SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

export interface OpenDemo {
  readonly page: Page
  readonly server: PageServer
  /** Messages on the console, errors that nobody caught, broken policies, and requests to other servers. */
  readonly problems: readonly string[]
}

interface OpenOptions extends BrowserContextOptions {
  /** Whether the server sends the headers for cross-origin isolation. */
  readonly isolated?: boolean
  /** Runs in the page before its own script. */
  readonly first?: string
  /** Whether the browser may keep the page, which makes it busy for a while. */
  readonly keeps?: boolean
  /** Whether the page makes runs ready at the first sign of use, which takes seconds of all processors. */
  readonly prepares?: boolean
}

/** What the tests of one file share: the page as `npm run build:web` makes it, and one browser. */
export interface DemoRoom {
  /** Where the built page is. */
  readonly folder: string
  /** A fresh page with a fresh profile, its example pictures loaded. Closed after the test, or, opened before any, after all. */
  open(options?: OpenOptions): Promise<OpenDemo>
}

export async function demoRoom(): Promise<DemoRoom> {
  const folder = inject('webPage')
  const browser = await sharedBrowser()
  const lasting: (() => Promise<void>)[] = []
  const passing: (() => Promise<void>)[] = []
  let closing = lasting
  const close = async (those: (() => Promise<void>)[]) => {
    for (const closeOne of those.splice(0)) await closeOne()
  }
  beforeEach(() => {
    closing = passing
  })
  afterEach(() => close(passing))
  afterAll(async () => {
    await close(lasting)
    await browser.close()
  })
  return {
    folder,
    async open({ isolated = true, keeps = false, prepares = false, first, ...options } = {}) {
      const server = await servePage(folder, { isolated })
      const profile = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: keeps ? 'allow' : 'block',
        ...options,
      })
      closing.push(async () => {
        await profile.close()
        await server.close()
      })
      const { page, problems } = await watchedPage(profile, server.url)
      if (!prepares) await page.addInitScript(SAVE_DATA)
      if (first !== undefined) await page.addInitScript(first)
      await page.goto(server.url)
      await examplesLoaded(page)
      return {
        page,
        server,
        get problems() {
          return problems.filter(problem => problem !== OF_PLAYWRIGHT)
        },
      }
    },
  }
}

export async function examplesLoaded(page: Page): Promise<void> {
  await page.getByText('harbour.png, 384').waitFor()
  await page.getByText('brush-strokes.png, 384').waitFor()
}
