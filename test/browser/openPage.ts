import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import type * as browserEntry from '../../src/browser/index.js'
import { type PageServer, servePage } from './pageServer.js'
import { sharedBrowser } from './sharedBrowser.js'

declare global {
  /** In the page: all that the package exports there. */
  var nst: typeof browserEntry
}

export interface OpenPage {
  readonly page: Page
  readonly server: PageServer
  /** Messages on the console, errors that nobody caught, and requests to other servers. */
  readonly problems: readonly string[]
}

/** What the tests of one file share. */
export interface PageRoom {
  /** A page of an origin of its own, with nothing stored. */
  open(options?: { readonly isolated?: boolean; readonly host?: string }): Promise<OpenPage>
}

/**
 * Where the tests of a file open pages.
 *
 * @param folder a bundled page; without it, the one that has the package's exports as `nst`
 */
export async function openRoom(folder?: string): Promise<PageRoom> {
  const browser = await sharedBrowser()
  // Every page has a server of its own, and so an origin: profiles would cost a window each besides.
  const profile = await browser.newContext()
  const servers: PageServer[] = []
  afterAll(async () => {
    await browser.close()
    await Promise.all(servers.map(server => server.close()))
  })
  return {
    async open({ isolated = true, host = '127.0.0.1' } = {}) {
      const server = await servePage(folder ?? inject('exportsPage').folder, { isolated })
      servers.push(server)
      const origin = server.url.replace('127.0.0.1', host)
      const opened = await watchedPage(profile, origin)
      await opened.page.goto(origin)
      if (folder === undefined) await opened.page.waitForFunction(() => 'nst' in globalThis)
      return { ...opened, server }
    },
  }
}

/** A blank page that notes what a page of this origin should not do. */
export async function watchedPage(profile: BrowserContext, origin: string): Promise<Omit<OpenPage, 'server'>> {
  const page = await profile.newPage()
  const problems: string[] = []
  page.on('console', message => problems.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => problems.push(String(error)))
  page.on('request', request => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !url.startsWith(origin)) problems.push(`request to ${url}`)
  })
  return { page, problems }
}
