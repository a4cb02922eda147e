import { execFileSync } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { commandOf, parseRecipe, readPicture, readRecipe } from 'nst-onnx'
import { describe, expect, test } from 'vitest'
import { serve, stallAfter } from '../weights/shardServer.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, nstOnnxHere, SCREAM, STARRY_NIGHT, smallCopies, TUBINGEN, wordsOf } from './nstOnnx.js'

const [tubingen = '', starryNight = '', scream = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT, SCREAM)

const SMALL = ['--size', '48', '--iterations', '3', '--threads', '1']
/** For what paints a content in a style and is not about how. */
const FIRST_LAYERS = ['--style-layers', 'conv1_1', '--content-layers', 'conv1_2']

const recipeOf = async (path: string) => parseRecipe(readRecipe(await readFile(path)) ?? '', path)

describe('try', () => {
  test('shows six looks on a sheet, and prints the command for each, which paints it', async () => {
    const cwd = await temporaryFolder()
    const options = [...SMALL, ...FIRST_LAYERS]
    const { code, stdout } = await nstOnnxHere(['try', tubingen, starryNight, ...options], { cwd })
    const lines = stdout.trimEnd().split('\n')
    expect({ code, looks: lines.length }).toEqual({ code: 0, looks: 6 })
    expect((await filesIn(cwd)).filter(path => path.endsWith('.png'))).toHaveLength(7)
    const [, finer = ''] = lines.filter(line => line.includes('strokes'))[0]?.split(/: +/) ?? []
    expect(finer).toMatch(/^nst-onnx run .*tubingen\.png .*starry_night\.png .*--style-scale 0\.6/)
    await nstOnnxHere([...wordsOf(finer, []), '-o', 'again.png'], { cwd })
    const made = join(cwd, 'tubingen-starry_night-looks', 'finer-strokes.png')
    expect(await readFile(join(cwd, 'again.png'))).toEqual(await readFile(made))
  })
})

describe('reconstruct', () => {
  test('writes a picture for each layer and seed, and a sheet', async () => {
    const cwd = await temporaryFolder()
    const args = ['reconstruct', tubingen, '--layers', 'conv_1,conv_3', '--seeds', '1,2', ...SMALL]
    const { code, stdout, stderr } = await nstOnnxHere(args, { cwd })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^features: VGG-19 from /),
      ...['conv_1-seed1', 'conv_1-seed2', 'conv_3-seed1', 'conv_3-seed2'].map((name, index) =>
        expect.stringMatching(`^${index + 1}/4 ${name}: 3 iterations, \\d+ evaluations, loss .*, .* s$`),
      ),
      'tubingen-reconstruction.png',
    ])
    expect((await filesIn(cwd)).filter(path => path.endsWith('.png'))).toEqual([
      'tubingen-reconstruction.png',
      'tubingen-reconstruction/conv_1-seed1.png',
      'tubingen-reconstruction/conv_1-seed2.png',
      'tubingen-reconstruction/conv_3-seed1.png',
      'tubingen-reconstruction/conv_3-seed2.png',
    ])
    const { width, height } = await readPicture(join(cwd, 'tubingen-reconstruction.png'))
    expect(width).toBeGreaterThan(3 * 48)
    expect(height).toBeGreaterThan(2 * 36)
  })

  test('each picture holds the command that makes it again', async () => {
    const cwd = await temporaryFolder()
    await nstOnnxHere(['reconstruct', tubingen, '--layers', 'conv_2', '--seeds', '5', ...SMALL, '-o', 'a.png'], { cwd })
    const command = commandOf(await recipeOf(join(cwd, 'a', 'conv_2.png')))
    expect(command).toMatch(/^nst-onnx reconstruct tubingen\.png --layers conv1_2 --seeds 5 /)
    await nstOnnxHere([...wordsOf(command, [tubingen]), '-o', 'b.png'], { cwd })
    expect(await readFile(join(cwd, 'b', 'conv1_2.png'))).toEqual(await readFile(join(cwd, 'a', 'conv_2.png')))
  })
})

describe('texture', () => {
  test('writes a picture of the size asked for each set of layers', async () => {
    const cwd = await temporaryFolder()
    const args = ['texture', starryNight, '--layers', 'conv_1;conv_1,conv_2;all', '--output-size', '40x24', ...SMALL]
    const { code } = await nstOnnxHere([...args, '-o', 'out.png', '-q'], { cwd })
    expect(code).toBe(0)
    for (const [name, taps] of [
      ['conv_1', 1],
      ['conv_1-conv_2', 2],
      ['all', 5],
    ] as const) {
      const path = join(cwd, 'out', `${name}.png`)
      expect(await readPicture(path)).toMatchObject({ width: 40, height: 24 })
      expect(Object.keys((await recipeOf(path)).result.terms)).toHaveLength(taps)
    }
    const command = commandOf(await recipeOf(join(cwd, 'out', 'conv_1.png')))
    expect(command).toContain('--output-size 40x24')
    await nstOnnxHere([...wordsOf(command, [starryNight]), '-o', 'again.png'], { cwd })
    expect(await readFile(join(cwd, 'again', 'conv1_1.png'))).toEqual(await readFile(join(cwd, 'out', 'conv_1.png')))
  })
})

describe('grid', () => {
  const inputs = [
    'grid',
    '--content',
    tubingen,
    starryNight,
    '--style',
    scream,
    starryNight,
    '-o',
    'grid.png',
    ...FIRST_LAYERS,
  ]
  const grid = [...inputs, ...SMALL]

  test('paints every content in every style, with any option of run', async () => {
    const cwd = await temporaryFolder()
    const { code } = await nstOnnxHere([...grid, '--init', 'noise', '--seed', '4'], { cwd })
    expect(code).toBe(0)
    expect((await filesIn(cwd)).filter(path => path.endsWith('.png'))).toHaveLength(5)
    const recipe = await recipeOf(join(cwd, 'grid', 'tubingen-the_scream.png'))
    expect(recipe.options).toMatchObject({ init: 'noise', seed: 4, size: 48 })
    expect(recipe.content?.name).toBe('tubingen.png')
  })

  test('begun again, makes only what is missing, and the same sheet', async () => {
    const cwd = await temporaryFolder()
    await nstOnnxHere(grid, { cwd })
    const sheet = await readFile(join(cwd, 'grid.png'))
    const spoilt = join(cwd, 'grid', 'tubingen-the_scream.png')
    await writeFile(spoilt, (await readFile(spoilt)).subarray(0, -100))
    const { stderr } = await nstOnnxHere(grid, { cwd })
    expect(stderr.match(/: made before$/gm)).toHaveLength(3)
    expect(stderr).toMatch(/tubingen-the_scream: 3 iterations/)
    expect(await readFile(join(cwd, 'grid.png'))).toEqual(sheet)
  })

  test('without a sheet, writes pictures of the names asked for into a folder, and goes on with them', async () => {
    const cwd = await temporaryFolder()
    const pictures = ['--content', tubingen, starryNight, '--style', scream, ...FIRST_LAYERS, ...SMALL]
    const args = ['grid', ...pictures, '--name', '{style} {content}.png', '--no-sheet', '-o', 'out']
    expect(await nstOnnxHere(args, { cwd })).toMatchObject({ code: 0 })
    const files = ['out/the_scream-starry_night.png', 'out/the_scream-tubingen.png']
    expect((await filesIn(cwd)).filter(path => !path.endsWith('.json'))).toEqual(files)
    const again = await nstOnnxHere(args, { cwd })
    expect(again.stderr.match(/: made before$/gm)).toHaveLength(2)
  })

  test('an unreadable picture among good ones is told before anything is made', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'broken.jpg'), 'no picture')
    const outcome = await nstOnnxHere(
      ['grid', '--content', tubingen, 'broken.jpg', 'absent.jpg', '--style', scream, starryNight, ...SMALL],
      { cwd },
    )
    expect(outcome.code).toBe(3)
    const lines = outcome.stderr.trimEnd().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^nst-onnx: broken\.jpg: /),
      expect.stringMatching(/^nst-onnx: absent\.jpg: /),
    ])
    expect(await filesIn(cwd)).toEqual(['broken.jpg'])
  })

  test('Ctrl-C while weights are downloaded, before the first picture, ends it at once', async () => {
    const cwd = await temporaryFolder()
    let interrupt = () => {}
    let asked = 0
    const { url } = await serve(new Map([['model/group1-shard1of1', new Uint8Array(7168)]]), (...request) => {
      stallAfter(1000)(...request)
      asked = performance.now()
      interrupt()
    })
    const env = { NST_ONNX_CACHE: join(cwd, 'weights'), NST_ONNX_WEIGHTS: '', NST_ONNX_WEIGHTS_MIRROR: url }
    const { code, stderr } = await nstOnnx(grid, {
      cwd,
      env,
      onStart: child => {
        interrupt = () => child.kill('SIGINT')
      },
    })
    expect(performance.now() - asked).toBeLessThan(2000)
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'nst-onnx: interrupted before there was a picture\n' })
    expect((await filesIn(cwd)).filter(file => file.endsWith('.png'))).toEqual([])
  })

  test('a pipe is read once, however many pictures it goes into', async () => {
    const cwd = await temporaryFolder()
    execFileSync('mkfifo', [join(cwd, 'pipe')])
    const writing = writeFile(join(cwd, 'pipe'), await readFile(tubingen))
    const { code } = await nstOnnxHere(
      ['grid', '--content', 'pipe', '--style', scream, starryNight, ...SMALL, ...FIRST_LAYERS, '-o', 'grid.png'],
      { cwd },
    )
    await writing
    expect(code).toBe(0)
    expect((await recipeOf(join(cwd, 'grid', 'pipe-the_scream.png'))).content?.sha256).toHaveLength(64)
  })

  test('Ctrl-C keeps what is finished, writes the sheet and says how to go on', async () => {
    const cwd = await temporaryFolder()
    const outcome = await nstOnnx([...inputs, '--size', '48', '--iterations', '20', '--threads', '1'], {
      cwd,
      onStderr: (stderr, child) => {
        if (/^1\/4 /m.test(stderr) && !stderr.includes('stopping')) child.kill('SIGINT')
      },
    })
    expect(outcome.code).toBe(130)
    expect(outcome.stderr).toContain('the same command with --output grid.png goes on from there')
    expect(outcome.stderr).toMatch(/^[123] of 4 not made$/m)
    expect(await filesIn(cwd)).toContain('grid.png')
    expect((await recipeOf(join(cwd, 'grid', 'tubingen-the_scream.png'))).result.iterations).toBe(20)
  })
})

describe('sweep', () => {
  test('writes a sheet and a table as CSV and JSON', async () => {
    const cwd = await temporaryFolder()
    const vary = ['--vary', 'style-weight=1e4,1e6', '--vary', 'init=content,noise']
    const { code } = await nstOnnxHere(['sweep', tubingen, starryNight, ...vary, ...SMALL, ...FIRST_LAYERS], { cwd })
    expect(code).toBe(0)
    const files = await filesIn(cwd)
    expect(files.filter(path => !path.includes('/'))).toEqual(
      ['csv', 'json', 'png'].map(extension => `tubingen-starry_night-sweep.${extension}`),
    )
    const rows = JSON.parse(await readFile(join(cwd, 'tubingen-starry_night-sweep.json'), 'utf8'))
    expect(rows.map(({ varied, stopped }: { varied: object; stopped: string }) => ({ ...varied, stopped }))).toEqual(
      ['1e4', '1e6'].flatMap(weight =>
        ['content', 'noise'].map(init => ({ 'style-weight': weight, init, stopped: 'iterations' })),
      ),
    )
    for (const { picture, loss, terms, unweighted, varied } of rows) {
      const recipe = await recipeOf(join(cwd, 'tubingen-starry_night-sweep', `${picture}.png`))
      expect(recipe.result).toMatchObject({ loss, terms })
      expect(unweighted['style.conv1_1']).toBeCloseTo(terms['style.conv1_1'] / Number(varied['style-weight']), 12)
    }
    const csv = await readFile(join(cwd, 'tubingen-starry_night-sweep.csv'), 'utf8')
    expect(csv.trimEnd().split('\r\n')).toHaveLength(5)
  })

  test('is at a low resolution unless one is asked for or varied', async () => {
    const cwd = await temporaryFolder()
    const shallow = ['--iterations', '1', '--threads', '1', ...FIRST_LAYERS]
    const sweep = (...more: string[]) =>
      nstOnnxHere(['sweep', tubingen, starryNight, ...more, ...shallow, '-o', 's.png', '-q'], { cwd })
    await sweep('--vary', 'seed=1,2')
    expect((await readPicture(join(cwd, 's', 'seed-1.png'))).width).toBe(192)
    await sweep('--vary', 'size=32,40')
    expect((await readPicture(join(cwd, 's', 'size-40.png'))).width).toBe(40)
  })
})

describe('what cannot work is refused before anything is made', () => {
  test.each([
    [['reconstruct', tubingen, '--layers', 'conv_2,conv_99'], '--layers: "conv_99" is not a layer'],
    [['reconstruct', tubingen, '--layers', 'conv_2,conv1_2'], '--layers: conv1_2 is given twice'],
    [['reconstruct', tubingen, '--seeds', '1,one'], '--seeds: "1,one" is no list'],
    [['reconstruct', tubingen, '--seeds', '1,,2'], '--seeds: "1,,2" is no list'],
    [['reconstruct', tubingen, '--layers', ''], '--layers: "" is not a layer'],
    [['reconstruct', tubingen, '--seeds', '1,1'], '--seeds: 1 is given twice'],
    [['reconstruct', tubingen, '--init', 'content'], 'unknown: init'],
    [['texture', starryNight, '--layers', 'conv_1;;all'], 'empty set'],
    [['texture', starryNight, '--layers', ';'], '";" has an empty set'],
    [['texture', starryNight, '--layers', 'all;all'], 'all is given twice'],
    [['texture', starryNight, '--layers', 'conv_1,conv_2;conv1_2,conv1_1'], 'conv1_2,conv1_1 is given twice'],
    [['texture', starryNight, '--output-size', '64'], '--output-size: "64" is no size; write 640x480'],
    [['texture', starryNight, '--output-size', '64x15'], '--output-size: 64x15 has a side that is not from 16'],
    [['texture', starryNight, '--output-size', '64x99999'], 'a side that is not from 16 to 16384'],
    [['texture', starryNight, '--seamless', '--borders', 'zero'], '--seamless: --borders zero has seams; leave one of'],
    [['sweep', tubingen, starryNight], 'Missing required argument: vary'],
    [['sweep', tubingen, starryNight, '--vary', 'seed=1,2', '--vary', 'seed=3,4'], 'seed is given twice'],
    [['sweep', tubingen, starryNight, '--vary', 'seed=1,2', '--seed', '3'], '--seed: given and varied'],
    [['sweep', tubingen, starryNight, '--vary', 'colour=1,2'], '"colour" is not an option'],
    [['grid', '--content', tubingen], 'Missing required argument: style'],
    [['grid', '--content', tubingen, tubingen, '--style', scream], 'is given twice'],
    [['grid', '--content', tubingen, join(tubingen, '..', basename(tubingen)), '--style', scream], 'is given twice'],
    [['grid', '--content', '', '--style', scream], '--content: an empty name is no picture'],
    [['gallery', '--content', tubingen, '--style', scream, '-o', ''], '--output: give the name of a file or folder'],
    [['grid', '--content', tubingen, '--style', scream, '-o', 'grid.gif'], '.gif files cannot be written'],
    [['gallery', '--content', tubingen, '--style', scream, '--layers', 'conv_1,conv_77'], '"conv_77" is not a layer'],
  ])('%j', async (args, message) => {
    const cwd = await temporaryFolder()
    const outcome = await nstOnnxHere([...args, '--iterations', '1'], { cwd })
    expect(complaint(outcome)).toContain(message)
    expect(outcome.code).toBe(2)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('a picture that is among the inputs is not written over', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 's'))
    await copyFile(tubingen, join(cwd, 's', 'seed-1.png'))
    const outcome = await nstOnnxHere(
      ['sweep', 's/seed-1.png', scream, '--vary', 'seed=1,2', ...SMALL, '-o', 's.png'],
      {
        cwd,
      },
    )
    expect(complaint(outcome)).toContain('--output: s/seed-1.png is an input of this run; choose another name')
    expect(outcome.code).toBe(2)
    expect(await filesIn(cwd)).toEqual(['s/seed-1.png'])
  })

  test('a table that cannot be written where it should be', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 's.csv'))
    const outcome = await nstOnnxHere(['sweep', tubingen, scream, '--vary', 'seed=1,2', ...SMALL, '-o', 's.png'], {
      cwd,
    })
    expect(complaint(outcome)).toContain('s.csv: this is a folder')
    expect(outcome.code).toBe(2)
  })

  test('a file where the folder for pictures should be', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'grid'), 'in the way')
    const outcome = await nstOnnxHere(['grid', '--content', tubingen, '--style', scream, '-o', 'grid.png', ...SMALL], {
      cwd,
    })
    expect(complaint(outcome)).toContain('grid cannot be made a folder')
    expect(outcome.code).toBe(2)
  })
})

test('with --json a study tells its jobs, their runs and outcomes, and what was written', async () => {
  const cwd = await temporaryFolder()
  const args = ['reconstruct', tubingen, '--layers', 'conv_1', ...SMALL, '-o', 'out.png', '--json']
  const { stdout, stderr } = await nstOnnxHere(args, { cwd })
  expect(stderr).toBe('')
  const events = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const run = ['features', 'start', 'stage', 'step', 'step', 'step', 'done']
  expect(events.map(({ event }) => event)).toEqual(['planning', 'job', ...run, 'outcome', 'written'])
  expect(events[1]).toEqual({ event: 'job', job: 'conv_1', index: 0, count: 1 })
  expect(events.at(-2)).toMatchObject({ job: 'conv_1', outcome: 'finished', kept: false, iterations: 3 })
  expect(events.at(-1)).toEqual({ event: 'written', output: 'out.png' })
})
