// The tests that are too long for npm test: test/**/*.long.test.ts, in a browser where they want one.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = path => fileURLToPath(new URL(path, import.meta.url))
const words = [at('../node_modules/vitest/vitest.mjs'), 'run', '--config', at('vitest.config.ts')]
process.exitCode = spawnSync(process.execPath, words, { cwd: at('..'), stdio: 'inherit' }).status ?? 1
