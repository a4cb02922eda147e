import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'

/** The browser that all test files share, to be closed as if it were this file's alone. */
export function sharedBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'))
}
