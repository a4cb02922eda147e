import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const FOLDER = new URL('../../src/graphs/', import.meta.url)
const files = (await readdir(FOLDER, { recursive: true })).filter(name => name.endsWith('.ts'))

test('src/graphs has files to look at', () => {
  expect(files).toContain('lossGraph.ts')
})

test.each(files)('src/graphs/%s imports its own folder and onnx-proto only', async file => {
  const source = await readFile(new URL(file, FOLDER), 'utf8')
  const modules = [...source.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'([^']+)'/g)].map(
    ([, name]) => name,
  )
  const isOwn = (name: string) =>
    name.startsWith('.') && new URL(name, new URL(file, FOLDER)).href.startsWith(FOLDER.href)
  expect(modules.filter((name = '') => name !== 'onnx-proto' && !isOwn(name))).toEqual([])
})

test.each(files)('src/graphs/%s reads no global state of a process or a page', async file => {
  const source = await readFile(new URL(file, FOLDER), 'utf8')
  expect(source).not.toMatch(
    /\b(process|Buffer|fetch|globalThis|document|localStorage|setTimeout|Date|Math\.random)\b[.(]/,
  )
})
