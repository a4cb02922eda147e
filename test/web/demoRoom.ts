import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach } from 'vitest'
import { openBrowser } from '../browser/openBrowser.js'
import { type PageServer, servePage } from '../browser/pageServer.js'

const WEB = fileURLToPath(new URL('../../web', import.meta.url))

/** Chromium's own remark where WebGPU is asked for and there is none. */
const OF_CHROMIUM = 'warning: No available adapters.'

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
}

/** What the tests of one file share: the page as `npm run build:web` makes it, and one browser. */
export interface DemoRoom {
  /** Where the built page is. */
  readonly folder: string
  /** A fresh page with a fresh profile, its example pictures loaded. */
  open(options?: OpenOptions): Promise<OpenDemo>
}

export async function demoRoom(): Promise<DemoRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-web-'))
  await buildAsPublished(folder)
  const browser = await openBrowser()
  const servers: PageServer[] = []
  const close = async () => {
    for (const context of browser.contexts()) await context.close()
    for (const server of servers.splice(0)) await server.close()
  }
  afterEach(close)
  afterAll(async () => {
    await close()
    await browser.close()
    await rm(folder, { recursive: true })
  })
  return {
    folder,
    async open({ isolated = true, first, ...options } = {}) {
      const server = await servePage(folder, { isolated })
      servers.push(server)
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', message => problems.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', error => problems.push(String(error)))
      page.on('request', request => {
        const url = request.url()
        if (!/^(data|blob):/.test(url) && !url.startsWith(server.url)) problems.push(`request to ${url}`)
      })
      if (first !== undefined) await page.addInitScript(first)
      await page.goto(server.url)
      await examplesLoaded(page)
      return {
        page,
        server,
        get problems() {
          return problems.filter(problem => problem !== OF_CHROMIUM)
        },
      }
    },
  }
}

/** What `npm run build:web` does. Vitest's own environment would make it a build for development. */
async function buildAsPublished(folder: string): Promise<void> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await build({ root: WEB, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  } finally {
    process.env.NODE_ENV = NODE_ENV
  }
}

export async function examplesLoaded(page: Page): Promise<void> {
  await page.getByText('harbour.png, 384').waitFor()
  await page.getByText('brush-strokes.png, 384').waitFor()
}
