import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const FOLDER = new URL('../../src/gallery/', import.meta.url)
const parts = (await readdir(new URL('page/', FOLDER), { recursive: true })).filter(name => name.endsWith('.ts'))
const files = ['galleryPage.ts', 'lossPlot.ts', 'references.ts', 'renderPage.ts', ...parts.map(name => `page/${name}`)]

test.each(files)('src/gallery/%s imports the page and its types only', async file => {
  const source = await readFile(new URL(file, FOLDER), 'utf8')
  const imports = [...source.matchAll(/import (type )?[^;]*?from '([^']+)'/g)].map(([, type, name = '']) => [
    name,
    type,
  ])
  const own = /^(\.|\.\.)\/(page\/|scripts\/)?\w+\.js$/
  expect(
    imports.filter(([name = '', type]) => !own.test(name) && !(type && name.endsWith('/jobs/lossCurve.js'))),
  ).toEqual([])
})

test.each(
  files.filter(file => !file.startsWith('page/scripts/')),
)('src/gallery/%s reads no clock and no globals', async file => {
  const source = await readFile(new URL(file, FOLDER), 'utf8')
  expect(source).not.toMatch(/\b(process|Buffer|fetch|window|document|Date|performance|Math\.random|crypto)\b[.(]/)
})
