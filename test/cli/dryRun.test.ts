import { expect, test } from 'vitest'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, nstOnnxHere, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const dry = (...more: string[]) => [
  'run',
  tubingen,
  starryNight,
  '--weights',
  SHARED_WEIGHTS,
  '--threads',
  '1',
  '--preset',
  'cmu',
  '--dry-run',
  ...more,
]

test('a dry run says what would run and what it would cost, and makes nothing', async () => {
  const cwd = await temporaryFolder()
  // A process of its own: its age counts.
  const { code, stdout, stderr } = await nstOnnx(dry('--size', '96', '--iterations', '40', '-o', 'out.png'), {
    cwd,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^result: +out\.png, 96×72$/m)
  expect(stdout).toMatch(/^device: +\w+, \d+ threads?/m)
  expect(stdout).toMatch(/^features: +VGG-19 from .*vgg19\.safetensors$/m)
  expect(stdout).toMatch(/^work: +40 iterations, about 43 evaluations of [\d.e-]+ s$/m)
  expect(stdout).toMatch(/^memory: +about [\d.]+ GB at most$/m)
  expect(stdout).toMatch(/^time: +about \d+ s$/m)
  expect(await filesIn(cwd)).toEqual([])
})

test('as JSON it is one event', async () => {
  const { stdout } = await nstOnnxHere(dry('--size', '64', '--json', '-o', 'out.png'), { cwd: await temporaryFolder() })
  expect(JSON.parse(stdout)).toMatchObject({
    event: 'estimate',
    output: 'out.png',
    width: 64,
    height: 48,
    threads: expect.any(Number),
    features: { source: 'vgg19', origin: expect.any(String) },
    evaluations: expect.any(Number),
    memoryBytes: expect.any(Number),
    seconds: expect.any(Number),
  })
})

test('what memory cannot hold is refused in one line before anything is fetched or made', async () => {
  const cwd = await temporaryFolder()
  const outcome = await nstOnnxHere(['run', tubingen, starryNight, '--size', '16384', '--style-size', '64'], { cwd })
  expect(outcome.code).toBe(2)
  expect(complaint(outcome)).toMatch(/^nst-onnx: --size: 16384×12288 needs about \d+ GB .* size that fits is \d+$/)
  expect(await filesIn(cwd)).toEqual([])
})
