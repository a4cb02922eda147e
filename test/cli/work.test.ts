import { expect, test } from 'vitest'
import { temporaryFolder } from '../weights/temporaryFolder.js'
import { nstOnnx } from './nstOnnx.js'

test('a worker whose Redis is away ends when it is asked to', async () => {
  let told = ''
  const { code, stderr } = await nstOnnx(['work', '--redis', 'redis://127.0.0.1:9'], {
    cwd: await temporaryFolder(),
    onStart: child =>
      child.stdout?.on('data', text => {
        told += text
        if (told.includes('does not answer')) child.kill('SIGTERM')
      }),
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('stopping') })
})
