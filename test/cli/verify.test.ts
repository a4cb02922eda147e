import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { encodeSafetensors } from '../weights/encodeSafetensors.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { FIXTURE, nstOnnxHere, SCREAM, SHARED_WEIGHTS } from './nstOnnx.js'

// Every reference file: test/parity/checkFixture.test.ts.
test('a reference file passes on the CPU', async () => {
  const { code, stdout, stderr } = await nstOnnxHere(['verify', FIXTURE, '--threads', '1'], {
    cwd: await temporaryFolder(),
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain(`${FIXTURE} on cpu: ok`)
  expect(stdout).toMatch(/term\.style\.conv3_1 +\S+ {2}limit 1e-4 {2}ok/)
  expect(stdout).not.toContain('MISSED')
})

/** The reference file with one of its tensors changed. */
async function planted(name: string, change: (value: number) => number): Promise<string> {
  const fixture = parseSafetensors(FIXTURE, await readFile(FIXTURE))
  const tensors = [...fixture.entries.keys()].map(async key => {
    const { shape, data } = await fixture.tensor(key)
    return [key, { shape, data: key === name ? data.map(change) : data }] as const
  })
  const path = join(await temporaryFolder(), 'planted.safetensors')
  await writeFile(path, encodeSafetensors(Object.fromEntries(await Promise.all(tensors)), fixture.metadata))
  return path
}

test.each([
  ['gradient', (value: number) => 1.001 * value, ['gradient']],
  ['gradient', (value: number) => value + 1, ['gradient', 'gradient direction']],
  ['term.style.conv2_1', (value: number) => 1.001 * value, ['term.style.conv2_1']],
  ['gram.conv1_2', (value: number) => -value, ['gram.conv1_2']],
])('a wrong %s is missed and exits 1: %s', async (name, change, misses) => {
  const path = await planted(name, change)
  const { code, stdout } = await nstOnnxHere(['verify', path, '--threads', '1', '--json'], {
    cwd: await temporaryFolder(),
  })
  const { ok, device, deviations } = JSON.parse(stdout)
  expect({ code, ok, device }).toEqual({ code: 1, ok: false, device: 'cpu' })
  const missed = deviations.filter((deviation: { ok: boolean }) => !deviation.ok)
  expect(missed.map(({ quantity }: { quantity: string }) => quantity)).toEqual(misses)
})

test('one miss among several files is enough for exit code 1, and all are told', async () => {
  const path = await planted('loss', value => 2 * value)
  const { code, stdout } = await nstOnnxHere(['verify', path, FIXTURE, '--threads', '1'], {
    cwd: await temporaryFolder(),
  })
  expect(code).toBe(1)
  expect(stdout).toContain(`${path} on cpu: MISSED`)
  expect(stdout).toContain(`${FIXTURE} on cpu: ok`)
})

test('a file that is no fixture gets one line, whatever it is', async () => {
  const folder = await temporaryFolder()
  const bare = join(folder, 'bare.safetensors')
  await writeFile(bare, encodeSafetensors({}, { pool: 'max', terms: '[{"kind":"style","tap":"conv1_1","weight":1}]' }))
  for (const [path, complaint] of [
    [SHARED_WEIGHTS, /vgg19\.safetensors is no fixture: its metadata names no pool; see docs\/verify\.md/],
    [SCREAM, /the_scream\.jpg/],
    [bare, /bare\.safetensors has no tensor image/],
    [join(folder, 'absent.safetensors'), /absent\.safetensors/],
  ] as const) {
    const { code, stdout, stderr } = await nstOnnxHere(['verify', path], { cwd: folder })
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toMatch(complaint)
    expect(stderr.trim()).not.toContain('\n')
  }
})

test('by windows it gives the same, and says how many there were', async () => {
  const { code, stdout } = await nstOnnxHere(['verify', FIXTURE, '--threads', '1', '--window', '16'], {
    cwd: await temporaryFolder(),
  })
  expect(code).toBe(0)
  expect(stdout).toMatch(/ on cpu, in \d+ windows: ok/)
})
