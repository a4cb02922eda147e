import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import '../scripts/shared-weights.mjs'
import { TallyReporter } from '../test/tallyReporter.js'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['test/**/*.long.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    server: { deps: { external: [/\/dist\//] } },
    globalSetup: 'test/browser/setUpBrowser.ts',
    reporters: ['default', new TallyReporter()],
  },
})
