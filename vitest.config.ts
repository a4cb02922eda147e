import { defineConfig } from 'vitest/config'
import { TallyReporter } from './test/tallyReporter.js'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file may start ONNX Runtime on all cores; more files at once only take turns.
    maxWorkers: 2,
    reporters: ['default', new TallyReporter()],
  },
})
