import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { visible } from '../../src/cli/terminal.js'
import { quoted } from '../../src/options/commandWords.js'
import { png } from '../stylize/pictures.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { complaint, nstOnnxHere } from './nstOnnx.js'

const HOSTILE = 'a\x1b[31m\nb\x9b\u202eA.png'
const WRITTEN = 'a\\x1b[31m\\x0ab\\x9b\\u202eA.png'
/** What may steer a terminal; line feeds end lines. */
const STEERING = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u

test('what steers a terminal is written out, and nothing else', () => {
  expect(visible(HOSTILE)).toBe(WRITTEN)
  expect(visible('Größe 512×384 …')).toBe('Größe 512×384 …')
})

describe('a file of a hostile name', () => {
  test('is named harmlessly in an error', async () => {
    const outcome = await nstOnnxHere(['info', HOSTILE], { cwd: await temporaryFolder() })
    expect(complaint(outcome)).toContain(WRITTEN)
    expect(outcome.code).toBe(3)
  })

  test('is painted, told, and asked about without a control character', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, HOSTILE), await png(32, 24))
    const short = ['--size', '32', '--iterations', '1', '--threads', '1', '--style-layers', 'conv1_1']
    const paint = ['run', HOSTILE, HOSTILE, ...short]
    const told = [
      await nstOnnxHere([...paint, '--content-layers', 'conv1_1', '-o', 'x\x1b.png'], { cwd }),
      await nstOnnxHere([...paint, '--content-layers', 'conv1_1', '-o', 'y\x9b.png', '--json'], { cwd }),
      await nstOnnxHere(['info', 'x\x1b.png'], { cwd }),
      await nstOnnxHere(['info', '--json', 'x\x1b.png'], { cwd }),
    ]
    for (const { code, stdout, stderr } of told) {
      expect(code).toBe(0)
      expect(stdout + stderr).not.toMatch(STEERING)
    }
    expect(JSON.parse(told[3]?.stdout ?? '').content.name).toBe(HOSTILE)
  })
})

test.each([
  HOSTILE,
  "it's\t$HOME\\",
  '\x017',
  'plain',
  'with space',
])('the command to paste gives %j back, and shows no control character', word => {
  expect(quoted(word)).not.toMatch(STEERING)
  expect(execFileSync('bash', ['-c', `printf %s ${quoted(word)}`]).toString()).toBe(word)
})
