// Writes over the built programs, threads and processes of this package bundles of them: to find and read some 200 small modules
// takes more of their start than what is in them.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const PARTS = 'programs'

rmSync(`${root}dist/${PARTS}`, { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: [
    'src/cli/bin.ts',
    'src/node/engine/nodeWorker.ts',
    'src/node/devices/deviceTrial.ts',
    'src/node/pictures/jimpDecoder.ts',
  ],
  outbase: 'src',
  outdir: 'dist',
  chunkNames: `${PARTS}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
})
