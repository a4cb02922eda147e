import { copyFile, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseRecipe, readRecipe } from 'nst-onnx'
import { expect, test } from 'vitest'
import { complaint, nstOnnxHere, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)
const QUICK = ['--preset', 'cmu', '--size', '48', '--iterations', '2', '--threads', '1', '--style-layers', 'conv1_1']

const cwd = dirname(tubingen)
await rename(tubingen, join(cwd, 'a.png'))
await rename(starryNight, join(cwd, 'b.png'))
const cli = (...args: string[]) => nstOnnxHere(args, { cwd })
const made = await cli(
  'run',
  'a.png',
  'b.png',
  ...QUICK,
  '--content-layers',
  'conv1_2',
  '--quality',
  '80',
  '-o',
  'one.jpg',
)
expect(made).toMatchObject({ code: 0 })
const recipeOf = async (name: string) => parseRecipe(readRecipe(await readFile(join(cwd, name))) ?? '', name)

test('a picture is repeated to the same bytes, in a file of its kind', async () => {
  expect(await cli('run', '--like', 'one.jpg', '-q')).toMatchObject({ code: 0, stderr: '' })
  expect(await readFile(join(cwd, 'a-b.jpg'))).toEqual(await readFile(join(cwd, 'one.jpg')))
})

test('with what is given changed, and pictures in place of its own', async () => {
  const args = ['run', 'b.png', '--like', 'one.jpg', '--colors', 'luminance', '--size', '64', '-o', 'two.png', '-q']
  expect(await cli(...args)).toMatchObject({ code: 0, stderr: '' })
  const [one, two] = [await recipeOf('one.jpg'), await recipeOf('two.png')]
  expect(two).toMatchObject({ content: { name: 'b.png' }, style: { name: 'b.png' } })
  expect(two.options).toEqual({ ...one.options, colors: 'luminance', size: 64, styleSize: 64 })
})

test('one line says which pictures are missing, which are others, and what --like cannot repeat', async () => {
  await rename(join(cwd, 'a.png'), join(cwd, 'kept.png'))
  expect(complaint(await cli('run', '--like', 'one.jpg'))).toMatch(
    /^nst-onnx: a\.png: not in this folder, nor beside one\.jpg/,
  )
  await copyFile(join(cwd, 'b.png'), join(cwd, 'a.png'))
  const other = await cli('run', '--like', 'one.jpg')
  expect(other.code).toBe(3)
  expect(complaint(other)).toMatch(/^nst-onnx: a\.png: not the file that the recipe of one\.jpg names/)
  await rm(join(cwd, 'a.png'))
  await rename(join(cwd, 'kept.png'), join(cwd, 'a.png'))
  expect(complaint(await cli('run', '--like', 'a.png'))).toContain('a.png: holds no recipe')
  expect(complaint(await cli('run', '--like', 'one.jpg', '--colors', 'blue'))).toContain('"blue" is not one of')
  expect(complaint(await cli('run', '--like', 'one.jpg', '-o', 'one.jpg'))).toContain('one.jpg')
  expect(complaint(await cli('run', 'a.png'))).toContain('this command needs 2 file names, 1 given')
})
