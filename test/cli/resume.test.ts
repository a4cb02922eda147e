import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnx, nstOnnxHere, STARRY_NIGHT, smallCopies, TUBINGEN } from './nstOnnx.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const layers = ['--style-layers', 'conv_1,conv_3', '--content-layers', 'conv_4', '--threads', '1']
const run = (...more: string[]) => ['run', tubingen, starryNight, '--size', '64', '--scales', '2', ...layers, ...more]
const LONG = ['--iterations', '120,30']

describe('a run whose state is kept', () => {
  let whole: Promise<Buffer> | undefined
  /** The picture of an undisturbed run. */
  const undisturbed = () => {
    whole ??= (async () => {
      const cwd = await temporaryFolder()
      await nstOnnxHere(run(...LONG, '-o', 'whole.png'), { cwd })
      return readFile(join(cwd, 'whole.png'))
    })()
    return whole
  }

  test('killed, goes on to the same bytes, also when its output is not named; the checkpoint goes at the end', async () => {
    const cwd = await temporaryFolder()
    const killed = await nstOnnx(run(...LONG, '-o', 'out.png', '--checkpoint', '1', '--save-every', '10'), {
      cwd,
      onStderr: (_, child) => {
        if (existsSync(join(cwd, 'out.png.resume'))) child.kill('SIGKILL')
      },
    })
    expect(killed.signal).toBe('SIGKILL')
    expect(await filesIn(cwd)).not.toContain('out.png')
    const { code, stderr } = await nstOnnxHere(run(...LONG, '--resume', '--save-every', '10'), { cwd })
    expect(code).toBe(0)
    expect(stderr).not.toContain('begins anew')
    expect(await readFile(join(cwd, 'out.png'))).toEqual(await undisturbed())
    expect(await filesIn(cwd)).not.toContain('out.png.resume')
  })

  test('interrupted, leaves its picture and its state, and says how to go on', async () => {
    const cwd = await temporaryFolder()
    const stopped = await nstOnnx(run(...LONG, '-o', 'out.png', '--checkpoint', '1000'), {
      cwd,
      onStderr: (stderr, child) => {
        if (/^\d+\/150/m.test(stderr) && !stderr.includes('stopping')) child.kill('SIGINT')
      },
    })
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toContain('the same command with --resume goes on, from out.png.resume')
    expect(await filesIn(cwd)).toEqual(['out.png', 'out.png.resume'])
    await nstOnnxHere(run(...LONG, '-o', 'out.png', '--resume', '--quiet'), { cwd })
    expect(await readFile(join(cwd, 'out.png'))).toEqual(await undisturbed())
  })
})

describe('a run that cannot go on', () => {
  const short = run('--iterations', '1', '-o', 'out.png')

  test('begins at the beginning where there is no checkpoint, and says so', async () => {
    const cwd = await temporaryFolder()
    const { code, stderr } = await nstOnnxHere([...short, '--resume'], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain('there is no out.png.resume; the run begins anew')
    expect(await filesIn(cwd)).toEqual(['out.png'])
  })

  test('refuses a file that is no checkpoint, and leaves it', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'out.png.resume'), 'mine')
    const refused = await nstOnnxHere([...short, '--resume'], { cwd })
    expect(refused.code).toBe(3)
    expect(refused.stderr).toMatch(/out\.png\.resume: this is no whole checkpoint; begin without it\n$/)
    expect(await filesIn(cwd)).toEqual(['out.png.resume'])
  })

  test('has no checkpoint on stdout', async () => {
    const cwd = await temporaryFolder()
    const refused = await nstOnnxHere(run('-o', '-', '--checkpoint', '5'), { cwd })
    expect(refused.code).toBe(2)
    expect(complaint(refused)).toContain('--output: a checkpoint lies beside its picture')
  })
})

describe('a preview', () => {
  test('is a picture of the run so far, and in the end of the result', async () => {
    const cwd = await temporaryFolder()
    const outcome = await nstOnnxHere(
      run('--iterations', '2', '-o', 'out.png', '--no-recipe', '--preview', 'seen.png'),
      {
        cwd,
      },
    )
    expect(outcome.code).toBe(0)
    expect(await filesIn(cwd)).toEqual(['out.png', 'seen.png'])
    expect(await readFile(join(cwd, 'seen.png'))).toEqual(await readFile(join(cwd, 'out.png')))
  })

  test.each([
    ['the output', ['--preview', './out.png'], './out.png is the output of this run'],
    ['an input', ['--preview', tubingen], 'is an input of this run'],
    ['no picture', ['--preview', 'seen.txt'], '.txt files cannot be written'],
  ])('that would be %s is refused', async (_, more, why) => {
    const cwd = await temporaryFolder()
    const refused = await nstOnnxHere(run('-o', 'out.png', ...more), { cwd })
    expect(refused.code).toBe(2)
    expect(complaint(refused)).toContain(why)
    expect(await filesIn(cwd)).toEqual([])
  })
})
