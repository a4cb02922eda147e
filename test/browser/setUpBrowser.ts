import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { type Bundle, bundlePage } from './bundlePage.js'
import { serveBrowser } from './openBrowser.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one browser of all test files listens. */
    browser: string
    /** The page of {@link WITH_EXPORTS}. */
    exportsPage: Bundle
    /** The folder that `npm run build:web` makes. */
    webPage: string
  }
}

/** A page whose script hands the package's exports to the tests, and does nothing else. */
const WITH_EXPORTS = {
  'index.html':
    '<!doctype html><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
  'page.js': "import * as nst from 'nst-onnx'\nglobalThis.nst = nst\n",
}

const WEB = fileURLToPath(new URL('../../web', import.meta.url))

/** What takes seconds is made once for all files: the bundled pages and the browser. */
export default async function setUpBrowser(project: TestProject): Promise<() => Promise<void>> {
  const webPage = await mkdtemp(join(tmpdir(), 'nst-onnx-web-'))
  const [browser, { remove, ...exportsPage }] = await asPublished(() =>
    Promise.all([
      serveBrowser(),
      bundlePage(WITH_EXPORTS),
      build({ root: WEB, logLevel: 'error', build: { outDir: webPage, emptyOutDir: true } }),
    ]),
  )
  project.provide('browser', browser.wsEndpoint())
  project.provide('exportsPage', exportsPage)
  project.provide('webPage', webPage)
  return async () => {
    await browser.close()
    await remove()
    await rm(webPage, { recursive: true })
  }
}

/** Vitest's own environment would make it builds for development. */
async function asPublished<Made>(make: () => Promise<Made>): Promise<Made> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    return await make()
  } finally {
    process.env.NODE_ENV = NODE_ENV
  }
}
