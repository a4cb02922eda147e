import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The paths of this repository that a document names. */
async function pathsIn(document: string): Promise<string[]> {
  const text = await readFile(`${root}${document}`, 'utf8')
  return Array.from(
    text.matchAll(/`((?:src|test|web|bench|trials|scripts|examples|docs|models)\/[^`\s]*)`/g),
    ([, path = '']) => path,
  )
}

test.each([
  ['docs/architecture.md', 40],
  ['CONTRIBUTING.md', 20],
  ['SECURITY.md', 5],
])('every file that %s names is there', async (document, atLeast) => {
  const paths = await pathsIn(document)
  expect(paths.length).toBeGreaterThan(atLeast)
  expect(paths.filter(path => !existsSync(`${root}${path}`))).toEqual([])
})

test('the commands that CONTRIBUTING.md names are there', async () => {
  const text = await readFile(`${root}CONTRIBUTING.md`, 'utf8')
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, 'utf8'))
  const named = Array.from(text.matchAll(/npm (?:run )?([a-z-]+)/g), ([, name = '']) => name)
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
})
