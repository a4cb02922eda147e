import { copyFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { encodePicture, parseRecipe, readPicture, readRecipe } from 'nst-onnx'
import { expect, test } from 'vitest'
import { picture } from '../images/grid.js'
import { complaint, nstOnnxHere, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

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

test('masks, a start picture and a file of weights are found by it too', async () => {
  for (const name of ['a', 'b']) {
    const { width, height } = await readPicture(join(cwd, `${name}.png`))
    const halves = picture(width, height, (channel, x) => Number(channel === (x < width / 2 ? 0 : 2)))
    await writeFile(join(cwd, `parts-${name}.png`), await encodePicture(halves, { format: 'png' }))
  }
  await symlink(SHARED_WEIGHTS, join(cwd, 'vgg.safetensors'))
  const masks = ['--content-mask', 'parts-a.png', '--style-mask', 'parts-b.png', '--region', 'blue=keep']
  const files = ['--init', 'b.png', '--weights', 'vgg.safetensors']
  const first = await cli('run', 'a.png', 'b.png', ...QUICK, ...masks, ...files, '-o', 'masked.png', '-q')
  expect(first).toMatchObject({ code: 0, stderr: '' })
  await mkdir(join(cwd, 'away'))
  await copyFile(join(cwd, 'masked.png'), join(cwd, 'away', 'masked.png'))
  const again = await cli('run', '--like', 'away/masked.png', '-o', 'again.png', '-q')
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(await readFile(join(cwd, 'again.png'))).toEqual(await readFile(join(cwd, 'masked.png')))
  await rename(join(cwd, 'parts-b.png'), join(cwd, 'gone.png'))
  await rm(join(cwd, 'vgg.safetensors'))
  expect(complaint(await cli('run', '--like', 'masked.png'))).toContain('parts-b.png, vgg.safetensors: not in this')
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
