import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { GalleryPage } from '../../src/gallery/galleryPage.js'
import { renderPage } from '../../src/gallery/renderPage.js'
import { sharedBrowser } from '../browser/sharedBrowser.js'

interface OpenedPage {
  readonly page: Page
  readonly noise: readonly string[]
}

/** A gallery's page as a file, and a browser to open it with. */
export interface PageOnDisk {
  readonly address: string
  /** The page, loaded anew, and in `noise` all that it did beyond being shown. Without options it is one page every time. */
  open(options?: BrowserContextOptions): Promise<OpenedPage>
  close(): Promise<void>
}

export async function pageOnDisk(gallery: GalleryPage): Promise<PageOnDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'))
  const file = join(folder, 'index.html')
  await writeFile(file, renderPage(gallery))
  const address = pathToFileURL(file).href
  const browser = await sharedBrowser()

  async function newPage(options?: BrowserContextOptions) {
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
    return { page, noise }
  }

  const plain = await newPage()
  return {
    address,
    async open(options) {
      const opened = options ? await newPage(options) : plain
      opened.noise.length = 0
      await opened.page.goto(address)
      return opened
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
