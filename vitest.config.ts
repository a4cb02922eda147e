import { defineConfig } from 'vitest/config'
import './scripts/shared-weights.mjs'
import { TallyReporter } from './test/tallyReporter.js'

/** Tests that play a page's user, or its script. */
const IN_BROWSER = ['test/{browser,web}/*.test.ts']

export default defineConfig({
  test: {
    // A GPU done by software on a machine that is shared: a minute for some tests when it is quiet, several when it is not.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // Each file may start ONNX Runtime on all cores; more files at once only take turns.
    maxWorkers: 2,
    // Nothing in a test file changes what it imports, and to import it anew for each takes a second.
    isolate: false,
    // What is built is imported as users do, not transformed once more.
    server: { deps: { external: [/\/dist\//] } },
    projects: [
      { extends: true, test: { name: 'node', include: ['test/**/*.test.ts'], exclude: IN_BROWSER } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: IN_BROWSER,
          globalSetup: 'test/browser/setUpBrowser.ts',
        },
      },
    ],
    reporters: ['default', new TallyReporter()],
  },
})
