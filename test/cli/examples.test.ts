import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPicture } from 'nst-onnx'
import { expect, test } from 'vitest'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { nstOnnx } from './nstOnnx.js'

const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url))

test('examples/stylize.mjs tells its steps and writes a picture', async () => {
  const cwd = await temporaryFolder()
  const { code, stdout, stderr } = await nstOnnx(['out.png'], { cwd, bin: example('stylize.mjs') })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('features: vgg19')
  expect(stdout).toContain('10  loss')
  expect(await filesIn(cwd)).toEqual(['out.png'])
  expect((await readPicture(join(cwd, 'out.png'))).width).toBe(96)
})

test('examples/loss-and-gradient.mjs lowers the loss with its own optimiser', async () => {
  const { code, stdout, stderr } = await nstOnnx([], {
    cwd: await temporaryFolder(),
    bin: example('loss-and-gradient.mjs'),
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const losses = [...stdout.matchAll(/loss (\S+)/g)].map(([, loss]) => Number(loss))
  expect(losses).toHaveLength(5)
  expect(losses).toEqual(losses.toSorted((a, b) => b - a))
})
