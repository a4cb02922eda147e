import { existsSync } from 'node:fs'
import { type Browser, type BrowserServer, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const FLAGS = [
  // What a browser does of its own accord has no place in a test that counts requests.
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGPU by software.
  '--enable-unsafe-webgpu',
  // Pages live for seconds: WebAssembly takes longer to optimise than it saves.
  '--js-flags=--liftoff-only',
  // A name for this machine that is no secure origin.
  '--host-resolver-rules=MAP plain.test 127.0.0.1',
]

/**
 * Starts the Chromium of this machine without a window: `$CHROMIUM`, or else where it is usually installed. Fails where there
 * is none; a test that needs a browser must not pass without one.
 */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(options())
}

/** The same, for several processes to share. */
export function serveBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(options())
}

const options = () => ({ executablePath: findChromium(), headless: true, chromiumSandbox: false, args: FLAGS })

export function findChromium(given = process.env.CHROMIUM): string {
  const found = (given ? [given] : PLACES).find(path => existsSync(path))
  if (found) return found
  throw new Error(
    given
      ? `CHROMIUM=${given}: no such file; name the browser's program`
      : 'these tests need Chromium: install it (Debian: apt install chromium) or set CHROMIUM to its program',
  )
}
