import { mkdir, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usableMemory } from '../../src/node/usableMemory.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

/** A root folder whose kernel tells this of its memory. */
async function rootWith(meminfo: string): Promise<string> {
  const root = await temporaryFolder()
  await mkdir(join(root, 'proc'))
  await writeFile(join(root, 'proc', 'meminfo'), meminfo)
  return root
}

test('page cache and swap can be had, and what runs hold already is theirs', async () => {
  const root = await rootWith(
    'MemTotal:  2000 kB\nMemFree:  100 kB\nMemAvailable:   900 kB\nSwapTotal: 500 kB\nSwapFree:   300 kB\n',
  )
  expect(usableMemory(1024, root, 5000)).toBe(1024 * (900 + 300 + 1))
  expect(usableMemory(9000, root, 5000)).toBe(1024 * (900 + 300) + 5000)
})

test('where the kernel does not tell, all memory counts as usable', async () => {
  expect(usableMemory(0, await rootWith('MemTotal: 2000 kB\n'))).toBe(totalmem())
  expect(usableMemory(0, await temporaryFolder())).toBe(totalmem())
})
