import { defineConfig } from 'vitest/config'
import './scripts/shared-weights.mjs'
import { TallyReporter } from './test/tallyReporter.js'

/** Tests that take long beside others that show nearly the same: `npm run trials -- longTests`. */
const LONG = 'test/**/*.long.test.ts'

/** Tests that play a page's user, or its script. */
const IN_BROWSER = ['test/{browser,web}/*.test.ts', 'test/gallery/{galleryCommand,pageActions,pageLook}.test.ts']

export default defineConfig({
  test: {
    // Each file may start ONNX Runtime on all cores; more files at once only take turns.
    maxWorkers: 2,
    // Nothing in a test file changes what it imports, and to import it anew for each takes a second.
    isolate: false,
    // What is built is imported as users do, not transformed once more.
    server: { deps: { external: [/\/dist\//] } },
    projects: [
      // On two quiet cores no test takes more than ten seconds, and in a browser, whose GPU is done by software, no more than twenty:
      // machines may be five times as slow.
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...IN_BROWSER, LONG],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: IN_BROWSER,
          exclude: [LONG],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: 'test/browser/setUpBrowser.ts',
        },
      },
    ],
    reporters: ['default', new TallyReporter()],
  },
})
