import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodePicture, parseRecipe, readPicture, readRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { picture } from '../images/grid.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { nstOnnx, nstOnnxHere, SHARED_WEIGHTS, STARRY_NIGHT, smallCopies, TUBINGEN, wordsOf } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const pictures = ['run', tubingen, starryNight]
const short = ['--preset', 'cmu', '--size', '64', '--iterations', '4', '--threads', '1']
/** For runs that are not about what is painted. */
const FIRST_LAYERS = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2']

const run = (...more: string[]) => [...pictures, ...short, ...FIRST_LAYERS, ...more]
/** With all layers of its preset. */
const wholeRun = (...more: string[]) => [...pictures, ...short, ...more]

const recipeOf = async (path: string) => parseRecipe(readRecipe(await readFile(path)) ?? '', path)

describe('a run', () => {
  test('tells its features, size, steps and picture on stderr, and nothing on stdout', async () => {
    const cwd = await temporaryFolder()
    const { code, stdout, stderr } = await nstOnnx(wholeRun('-o', 'out.png'), { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines[0]).toMatch(/^features: VGG-19 from .*vgg19\.safetensors$/)
    expect(lines[1]).toBe('64×48 on cpu, 4 iterations')
    expect(lines.slice(2, 6)).toEqual([1, 2, 3, 4].map(n => expect.stringMatching(`^${n}/4 {2}loss .* s$`)))
    expect(lines[6]).toMatch(/^out\.png: 4 iterations, \d+ evaluations, loss .*, .* s$/)
    const { width, height } = await readPicture(join(cwd, 'out.png'))
    expect({ width, height, files: await filesIn(cwd) }).toEqual({ width: 64, height: 48, files: ['out.png'] })
  })

  test('with --quiet says nothing', async () => {
    const cwd = await temporaryFolder()
    const outcome = await nstOnnxHere(run('-o', 'out.png', '--quiet'), { cwd })
    expect(outcome).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
    expect(await filesIn(cwd)).toEqual(['out.png'])
  })

  test('with --json tells one event a line, the last one once the picture is there', async () => {
    const cwd = await temporaryFolder()
    const { code, stdout, stderr } = await nstOnnxHere(run('-o', 'out.png', '--json'), { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const events = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(events.map(({ event }) => event)).toEqual([
      'features',
      'start',
      'stage',
      'step',
      'step',
      'step',
      'step',
      'done',
    ])
    for (const step of events.slice(3, 7)) {
      const numbers = [step.iteration, step.evaluations, step.loss, step.seconds]
      expect(numbers.every(Number.isFinite)).toBe(true)
    }
    expect(Object.keys(events[7])).toEqual(
      expect.arrayContaining([
        'event',
        'output',
        'iterations',
        'evaluations',
        'loss',
        'stopped',
        'seconds',
        'features',
      ]),
    )
    expect(events[7]).toMatchObject({ output: 'out.png', iterations: 4, stopped: 'iterations', features: 'vgg19' })
    expect(await filesIn(cwd)).toEqual(['out.png'])
  })

  test('without a name takes the next that is free, also beside another run, and overwrites nothing', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'tubingen-starry_night.png'), 'mine')
    const both = await Promise.all([nstOnnxHere(run(), { cwd }), nstOnnx(run(), { cwd })])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    const names = ['-2', '-3', ''].map(ending => `tubingen-starry_night${ending}.png`)
    expect(await filesIn(cwd)).toEqual(names)
    expect(await readFile(join(cwd, 'tubingen-starry_night.png'), 'utf8')).toBe('mine')
  })

  test('writes the picture after every so many iterations on request', async () => {
    const cwd = await temporaryFolder()
    await nstOnnxHere(run('-o', 'out.png', '--save-every', '2'), { cwd })
    expect(await filesIn(cwd)).toEqual(['out-000002.png', 'out-000004.png', 'out.png'])
    const pixels = async (name: string) => (await readPicture(join(cwd, name))).pixels
    expect(await pixels('out-000004.png')).toEqual(await pixels('out.png'))
    expect(await pixels('out-000002.png')).not.toEqual(await pixels('out.png'))
  })

  test('writes JPEG by the name, smaller at lower quality, with the recipe inside', async () => {
    const cwd = await temporaryFolder()
    await nstOnnxHere(run('-o', 'fine.jpg'), { cwd })
    await nstOnnxHere(run('-o', 'coarse.JPEG', '--quality', '20'), { cwd })
    const [fine, coarse] = await Promise.all(['fine.jpg', 'coarse.JPEG'].map(name => readFile(join(cwd, name))))
    expect(coarse?.length).toBeLessThan((fine?.length ?? 0) / 1.5)
    expect((await recipeOf(join(cwd, 'fine.jpg'))).result.iterations).toBe(4)
    expect(await recipeOf(join(cwd, 'coarse.JPEG'))).toMatchObject({ quality: 20 })
    const { stdout } = await nstOnnxHere(['info', 'coarse.JPEG'], { cwd })
    expect(stdout.trim()).toMatch(/ --output NAME\.jpg --quality 20$/)
  })

  test('blends several styles, and tells the command that does', async () => {
    const cwd = await temporaryFolder()
    const options = ['--size', '32', '--iterations', '2', ...FIRST_LAYERS]
    const args = ['run', tubingen, starryNight, tubingen, '--style-blend', '3,1', ...options, '-o', 'out.png']
    expect(await nstOnnxHere(args, { cwd })).toMatchObject({ code: 0 })
    const { stdout } = await nstOnnxHere(['info', 'out.png'], { cwd })
    expect(stdout).toMatch(/^nst-onnx run tubingen\.png starry_night\.png tubingen\.png --style-blend 3,1 /)
    const wrong = await nstOnnxHere([...args.slice(0, 3), '--style-blend', '3,1'], { cwd })
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('there is one style picture') })
    const uneven = await nstOnnxHere([...args.slice(0, 4), '--style-blend', '1,2,3'], { cwd })
    expect(uneven).toMatchObject({ code: 2, stderr: expect.stringContaining('1,2,3 is not one number for each of') })
    const weightless = await nstOnnxHere([...args.slice(0, 4), '--style-blend', '0,0'], { cwd })
    expect(weightless).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--style-blend: give one style picture'),
    })
  })

  test('paints regions, and tells the command that does', async () => {
    const cwd = await temporaryFolder()
    const halves = (x: number) => (x < 16 ? [255, 0, 0] : [0, 0, 255])
    const mask = picture(32, 24, (channel, x) => (halves(x)[channel] ?? 0) / 255)
    await writeFile(join(cwd, 'parts.png'), await encodePicture(mask, { format: 'png' }))
    const options = ['--size', '32', '--iterations', '2', ...FIRST_LAYERS]
    const paint = ['run', tubingen, starryNight, '--content-mask', 'parts.png', ...options]
    const regions = ['--region', 'red=1', '--region', '#00f=keep']
    expect(await nstOnnxHere([...paint, ...regions, '-o', 'out.png'], { cwd })).toMatchObject({ code: 0 })
    const idle = await nstOnnxHere([...paint, tubingen, ...regions, '--dry-run'], { cwd })
    expect(idle.stderr).toBe(`${tubingen} paints nothing: it has no mask, and no --region names style 2\n`)
    const { stdout } = await nstOnnxHere(['info', 'out.png'], { cwd })
    expect(stdout).toContain(' --content-mask parts.png --region ff0000=1 --region 0000ff=keep ')
    for (const [more, message] of [
      [['--region', 'red'], '--region: red is not of the form COLOUR=STYLE'],
      [['--region', 'red=1', '--region', '#f00=keep'], '--region: #f00 is given twice'],
      [['--region', 'red=1'], 'parts.png: blue is in no mask of a style'],
      [['--style-mask', 'none', '--style-mask', 'none'], '--style-mask: more masks (2) than style pictures (1)'],
      [
        ['none', '--style-mask', 'parts.png'],
        '--style-mask: the option stands before each mask, and before the word none',
      ],
      [[...regions, '-o', 'parts.png', '--overwrite'], 'parts.png'],
    ] as const) {
      const { code, stderr } = await nstOnnxHere([...paint, ...more], { cwd })
      expect({ code, stderr }).toEqual({ code: expect.any(Number), stderr: expect.stringContaining(message) })
      expect(code).toBeGreaterThan(1)
    }
  })

  test('goes on when the reader of its events leaves', async () => {
    const cwd = await temporaryFolder()
    const { code, stderr } = await nstOnnx(run('-o', 'out.png', '--json'), {
      cwd,
      onStart: child => child.stdout?.once('data', () => child.stdout?.destroy()),
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await filesIn(cwd)).toEqual(['out.png'])
  })
})

describe('info', () => {
  const words = (command: string) => wordsOf(command, [tubingen, starryNight])

  test('prints a command that makes the same file again, byte by byte', async () => {
    const cwd = await temporaryFolder()
    const options = ['--init', 'noise', '--seed', '7', '--style-weight', 'conv1_1=5e5,conv_5=2e6', '--pool', 'avg']
    await nstOnnxHere(wholeRun('-o', 'first.png', ...options), { cwd })
    const { code, stdout, stderr } = await nstOnnxHere(['info', 'first.png'], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^nst-onnx run .* --seed 7/)
    await nstOnnxHere([...words(stdout), '-o', 'second.png'], { cwd })
    expect((await readFile(join(cwd, 'second.png'))).equals(await readFile(join(cwd, 'first.png')))).toBe(true)
  })

  test('a run that converged is repeated as it was asked for, to the same bytes', async () => {
    const cwd = await temporaryFolder()
    // Content alone, from the content: there is nothing to gain.
    const still = [
      'run',
      tubingen,
      starryNight,
      '--size',
      '32',
      '--style-weight',
      '0',
      '--threads',
      '1',
      ...FIRST_LAYERS,
      '-o',
      'first.png',
    ]
    await nstOnnxHere(still, { cwd })
    expect((await recipeOf(join(cwd, 'first.png'))).result.stopped).not.toBe('iterations')
    const { stdout } = await nstOnnxHere(['info', 'first.png'], { cwd })
    await nstOnnxHere([...words(stdout), '-o', 'second.png'], { cwd })
    expect((await readFile(join(cwd, 'second.png'))).equals(await readFile(join(cwd, 'first.png')))).toBe(true)
  })

  test('prints the whole recipe as JSON on request', async () => {
    const cwd = await temporaryFolder()
    await nstOnnxHere(run('-o', 'out.png'), { cwd })
    const { stdout } = await nstOnnxHere(['info', 'out.png', '--json'], { cwd })
    expect(JSON.parse(stdout)).toEqual(await recipeOf(join(cwd, 'out.png')))
  })
})

describe('Ctrl-C', () => {
  const long = (...more: string[]) => [
    'run',
    tubingen,
    starryNight,
    '--iterations',
    '100000',
    '--threads',
    '1',
    '-o',
    'out.png',
    ...more,
  ]

  test('writes the picture so far and exits 130', async () => {
    const cwd = await temporaryFolder()
    let isSent = false
    const { code, signal, stderr } = await nstOnnx(long('--size', '64', '--optimizer', 'adam', ...FIRST_LAYERS), {
      cwd,
      // The first step line of a long run comes after 5,000 steps; the size is told just before the first.
      onStderr: (text, child) => {
        if (isSent || !text.includes('64×48')) return
        isSent = true
        setTimeout(() => child.kill('SIGINT'), 300)
      },
    })
    expect({ code, signal }).toEqual({ code: 130, signal: null })
    expect(stderr).toContain('stopping after this evaluation and writing the picture')
    expect(stderr).toMatch(/out\.png: \d+ iterations \(interrupted\)/)
    const { result } = await recipeOf(join(cwd, 'out.png'))
    expect(result.stopped).toBe('interrupted')
    const { stdout } = await nstOnnxHere(['info', 'out.png'], { cwd })
    expect(stdout).toContain(`--iterations ${result.iterations} `)
  })

  test('a second one quits at once, quietly, and leaves nothing half-written', async () => {
    const cwd = await temporaryFolder()
    const { signal, stderr } = await nstOnnx(long('--size', '384'), {
      cwd,
      onStderr: (text, child) => {
        if (text.endsWith('quits without it\n') || text.endsWith('iterations\n')) child.kill('SIGINT')
      },
    })
    expect(signal).toBe('SIGINT')
    expect(stderr.trimEnd().split('\n').at(-1)).toContain('Ctrl-C again quits without it')
    expect(await filesIn(cwd)).toEqual([])
  })
})

describe('devices and help', () => {
  test('devices tries each device and says what it found', async () => {
    const { code, stdout, stderr } = await nstOnnxHere(['devices', '--json'], { cwd: await temporaryFolder() })
    const probes = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(probes.map(({ device }) => device)).toEqual(['cuda', 'webgpu', 'cpu'])
    expect(probes[2]).toMatchObject({ device: 'cpu', works: true, seconds: expect.any(Number) })
    for (const probe of probes.filter(({ works }) => !works)) {
      expect(probe.reason).toMatch(/^[^\n]+$/)
      expect(probe.remedy).toMatch(/^[^\n]+$/)
    }
  })

  test('run --help names every option with its default', async () => {
    const { code, stdout, stderr } = await nstOnnxHere(['run', '--help'], { cwd: await temporaryFolder() })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const flag of ['--size', '--style-layers', '--tv-weight', '--save-every', '--quality', '--json', '--output'])
      expect(stdout).toContain(flag)
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('[16–16384; default: 512]')
  })

  test('--version is the version of package.json', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'))
    expect((await nstOnnxHere(['--version'], { cwd: await temporaryFolder() })).stdout).toBe(`${version}\n`)
  })
})

test('a file’s name is taken as it is, whatever it looks like', async () => {
  const cwd = await temporaryFolder()
  const take = (path: string, name: string) => copyFile(path, join(cwd, name))
  await Promise.all([
    take(tubingen, '-x.png'),
    take(starryNight, '007'),
    take(tubingen, '1e3'),
    take(tubingen, '--quiet'),
  ])
  const short = ['--size', '32', '--iterations', '1', '--threads', '1', '--quiet', ...FIRST_LAYERS]
  const { code, stderr } = await nstOnnxHere(['run', ...short, '--', '-x.png', '007'], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { content, style } = await recipeOf(join(cwd, '-x-007.png'))
  expect([content?.name, style?.name]).toEqual(['-x.png', '007'])
  expect((await nstOnnxHere(['info', '--', '-x-007.png'], { cwd })).stdout).toMatch(/^nst-onnx run \.\/-x\.png 007 /)
  expect((await nstOnnxHere(['run', '1e3', '-o', 'a.png', ...short, '--', '--quiet'], { cwd })).code).toBe(0)
})

test('a picture tells no folder of its inputs', async () => {
  const cwd = await temporaryFolder()
  const more = ['--init', tubingen, '--weights', SHARED_WEIGHTS, ...FIRST_LAYERS, '-o', 'out.png']
  await nstOnnxHere(['run', tubingen, starryNight, '--size', '32', '--iterations', '1', '--threads', '1', ...more], {
    cwd,
  })
  expect(JSON.stringify(await recipeOf(join(cwd, 'out.png')))).not.toMatch(/[\\/]/)
})
