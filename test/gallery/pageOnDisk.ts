import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { GalleryPage } from '../../src/gallery/galleryPage.js'
import { renderPage } from '../../src/gallery/renderPage.js'
import { openBrowser } from '../browser/openBrowser.js'

interface OpenOptions extends BrowserContextOptions {
  /** Runs in the page before its own script. */
  readonly first?: string
}

/** A gallery's page as a file, and a browser to open it with. */
export interface PageOnDisk {
  readonly address: string
  /** The page, and in `noise` all that it did beyond being shown. */
  open(options?: OpenOptions): Promise<{ page: Page; noise: readonly string[] }>
  closePages(): Promise<void>
  close(): Promise<void>
}

export async function pageOnDisk(gallery: GalleryPage): Promise<PageOnDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
  const file = join(folder, 'index.html')
  await writeFile(file, renderPage(gallery))
  const address = pathToFileURL(file).href
  const browser = await openBrowser()
  return {
    address,
    async open({ first, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
      const page = await context.newPage()
      const noise: string[] = []
      page.on('console', message => noise.push(`console: ${message.text()}`))
      page.on('pageerror', error => noise.push(`error: ${error.message}`))
      page.on('request', request => noise.push(`request: ${request.url()}`))
      page.on('dialog', dialog => {
        noise.push(`alert: ${dialog.message()}`)
        void dialog.dismiss()
      })
      if (first !== undefined) await page.addInitScript(first)
      await page.goto(address)
      return { page, noise }
    },
    async closePages() {
      for (const context of browser.contexts()) await context.close()
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
