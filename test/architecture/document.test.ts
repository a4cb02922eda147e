import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('every file that docs/architecture.md names is there', async () => {
  const text = await readFile(`${root}docs/architecture.md`, 'utf8')
  const paths = Array.from(text.matchAll(/`((?:src|test)\/[^`]+)`/g), ([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(40)
  expect(paths.filter(path => !existsSync(`${root}${path}`))).toEqual([])
})
