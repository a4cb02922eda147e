import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const TRIAL = fileURLToPath(new URL('../../trials/mutatedPictures.mjs', import.meta.url))

test('a share of the damaged pictures gives a picture or one error each, a line for each', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TRIAL, '--share', '50'], {
    encoding: 'utf8',
    timeout: 90_000,
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(101)
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^ok \d+ \S+ [a-z+]+: (refused|\d+×\d+)$/)
})
