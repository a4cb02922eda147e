import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { nstOnnx } from '../cli/nstOnnx.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const bin = join(root, 'bench/document.mjs')

test('every figure in a table of README.md and docs/performance.md is one that bench/releases keeps', async () => {
  const { code, stderr } = await nstOnnx(['--check'], { cwd: root, bin })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

test('a figure typed by hand is found, in a block and beside it', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'docs'))
  await cp(join(root, 'docs/performance.md'), join(folder, 'docs/performance.md'))
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const flattered = readme.replace(/(of the floor's \| )[\d.]+/, '$1100.0')
  expect(flattered).not.toBe(readme)
  await writeFile(
    join(folder, 'README.md'),
    flattered.replace('## Speed', '## Speed\n\n| `cmu` | 0.1 s |\n|---|---|\n'),
  )

  const { code, stderr } = await nstOnnx(['--check', '--root', folder], { cwd: folder, bin })
  expect(code).toBe(1)
  expect(stderr.split('\n')).toEqual([
    'README.md: the block headlines is not what was measured; run node bench/document.mjs',
    'README.md: a table has a figure that no measurement gave: | `cmu` | 0.1 s |',
    '',
  ])
})
