import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ERRORS, type ErrorCode } from '../../src/errors/errorCodes.js'
import type { ErrorEntry } from '../../src/errors/errorEntry.js'
import { EXPLANATIONS } from '../../src/errors/explanations.js'

test('docs/errors.md is the one that the list of codes makes', async () => {
  const script = fileURLToPath(new URL('../../scripts/error-docs/write.mjs', import.meta.url))
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({ stderr: '' })
})

test('every code has a sentence of one line, and a cause and remedy in whole sentences', () => {
  for (const [code, { about = '', says }] of Object.entries<ErrorEntry>(ERRORS)) {
    expect(about + says, code).toMatch(/^[^\n]*[^.\n]$/)
    expect(about, code).not.toMatch(/:$/)
    for (const text of Object.values(EXPLANATIONS[code as ErrorCode])) expect(text, code).toMatch(/^[^\n]+\.$/)
  }
})
