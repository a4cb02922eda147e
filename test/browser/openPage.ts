import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import type * as browserEntry from '../../src/browser/index.js'
import { bundlePage } from './bundlePage.js'
import { findChromium } from './openBrowser.js'
import { type PageServer, servePage } from './pageServer.js'

declare global {
  /** In the page: all that the package exports there. */
  var nst: typeof browserEntry
}

/** A page whose script hands the package's exports to the tests, and does nothing else. */
const WITH_EXPORTS = {
  'index.html':
    '<!doctype html><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
  'page.js': "import * as nst from 'nst-onnx'\nglobalThis.nst = nst\n",
}

/** As openBrowser.ts has them, WebGPU by software, and a name for this machine that is no secure origin. */
const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--host-resolver-rules=MAP plain.test 127.0.0.1',
]

export interface OpenPage {
  readonly page: Page
  readonly server: PageServer
  /** Messages on the console, errors that nobody caught, and requests to other servers. */
  readonly problems: readonly string[]
}

/** What the tests of one file share: one bundle, one browser. */
export interface PageRoom {
  /** A fresh page with a fresh profile. */
  open(options?: { readonly isolated?: boolean; readonly host?: string }): Promise<OpenPage>
}

/** Bundles a page and starts a browser for the tests of a file. */
export async function openRoom(files: Readonly<Record<string, string>> = WITH_EXPORTS): Promise<PageRoom> {
  const bundle = await bundlePage(files)
  const browser: Browser = await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    chromiumSandbox: false,
    args: FLAGS,
  })
  const servers: PageServer[] = []
  afterAll(async () => {
    await browser.close()
    await Promise.all(servers.map(server => server.close()))
    await bundle.remove()
  })
  return {
    async open({ isolated = true, host = '127.0.0.1' } = {}) {
      const server = await servePage(bundle.folder, { isolated })
      servers.push(server)
      const origin = server.url.replace('127.0.0.1', host)
      const context = await browser.newContext()
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', message => problems.push(`${message.type()}: ${message.text()}`))
      page.on('pageerror', error => problems.push(String(error)))
      page.on('request', request => {
        const url = request.url()
        if (!/^(data|blob):/.test(url) && !url.startsWith(origin)) problems.push(`request to ${url}`)
      })
      await page.goto(origin)
      if (files === WITH_EXPORTS) await page.waitForFunction(() => 'nst' in globalThis)
      return { page, server, problems }
    },
  }
}
