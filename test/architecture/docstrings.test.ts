import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

// `npm run docs` checks more; this takes no time.

const src = new URL('../../src/', import.meta.url)
const source = (url: URL) => readFile(url, 'utf8')

const DECLARATION = /^export (?:declare )?(?:abstract )?(?:interface|type|const|class|(?:async )?function\*?) (\w+)/gm

/** The names that a file declares, each with the text before it. */
const declarationsIn = (text: string) =>
  Array.from(text.matchAll(DECLARATION), ({ 1: name = '', index }) => ({
    name,
    before: text.slice(0, index).trimEnd(),
  }))

/** Names of what an entry exports without a docstring. */
async function undocumented(entry: URL): Promise<string[]> {
  const text = await source(entry)
  const own = declarationsIn(text).map(declaration => ({ ...declaration, isExported: true }))
  const imported = Array.from(
    text.matchAll(/^export (?:type )?(\*|\{[^}]*\}) from '([^']+)'/gm),
    async ([, names = '', path = '']) => {
      const url = new URL(path.replace(/\.js$/, '.ts'), entry)
      if (names === '*' && path.includes('everywhere')) return []
      const wanted = new Set(names.match(/\w+(?=\s*[,}])/g))
      return declarationsIn(await source(url)).map(declaration => ({
        ...declaration,
        isExported: names === '*' || wanted.has(declaration.name),
      }))
    },
  )
  const all = [...own, ...(await Promise.all(imported)).flat()]
  expect(all.length, entry.pathname).toBeGreaterThan(2)
  return all.filter(({ isExported, before }) => isExported && !before.endsWith('*/')).map(({ name }) => name)
}

test.each([
  'index.ts',
  'browser/index.ts',
  'everywhere.ts',
  'entries/options.ts',
  'entries/errors.ts',
  'entries/charts.ts',
  'service/index.ts',
])('everything that src/%s exports has a docstring', async path => {
  expect(await undocumented(new URL(path, src))).toEqual([])
})

/** Words that begin no sentence with a subject: "Of the bands." */
const SUBJECTLESS = /\/\*\*\s+(?:\*\s+)?((?:Of|As|For|From|Since|Absent|Between|Without|With|By|At|Until) [^*]{0,60})/g

test('docstrings have a subject: none begins as the rest of a sentence', async () => {
  const names = (await readdir(src, { recursive: true })).filter(name => name.endsWith('.ts'))
  const found = await Promise.all(
    names.map(async name =>
      Array.from((await source(new URL(name, src))).matchAll(SUBJECTLESS), ([, begins]) => `${name}: ${begins}`),
    ),
  )
  expect(found.flat()).toEqual([])
  expect([...'/** Of the bands. */ /** The bands. */'.matchAll(SUBJECTLESS)]).toHaveLength(1)
})
