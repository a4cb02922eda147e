import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { importBreaches } from './importBreaches.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('every import goes down to a room below, and what only Node has stays where only Node runs', async () => {
  const names = (await readdir(`${root}src`, { recursive: true })).filter(name => name.endsWith('.ts'))
  const files = await Promise.all(
    names.map(
      async name => [`src/${name.replaceAll('\\', '/')}`, await readFile(`${root}src/${name}`, 'utf8')] as const,
    ),
  )
  expect(files.length).toBeGreaterThan(200)
  expect(importBreaches(new Map(files))).toEqual([])
})

test.each([
  ['src/graphs/graph.ts', "import { x } from '../runtime/devices.js'", 'runtime is not below graphs'],
  ['src/graphs/graph.ts', "import { x } from 'protobufjs'", 'graphs are pure'],
  ['src/stylize/plan.ts', "import type {\n  X,\n} from '../engine/engine.js'", 'engine is not below stylize'],
  ['src/browser/index.ts', "import { readFile } from 'node:fs/promises'", 'run under Node alone'],
  ['src/browser/index.ts', "export * from '../node/x.js'", 'node is not below browser'],
  ['src/images/rgba.ts', "const sharp = await import('sharp')", 'run under Node alone'],
  ['src/new/room.ts', "import { x } from '../graphs/graph.js'", 'new has no floor'],
])('%s with %j is a breach', (path, text, why) => {
  expect(importBreaches(new Map([[path, text]]))).toEqual([expect.stringContaining(why)])
})
