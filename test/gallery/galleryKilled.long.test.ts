import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nstOnnx, nstOnnxHere } from '../cli/nstOnnx.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { gallery, pageIn } from './smallGallery.js'

/** A page without what differs from one run to another: how long things took. */
const untimed = (page: string) => page.replaceAll(/(<[^>]*\bdata-time\b[^>]*>)[^<]*/g, '$1')

test('a gallery that is killed again and again goes on and ends with the same page', async () => {
  const [whole, cwd] = [await temporaryFolder(), await temporaryFolder()]
  expect(await nstOnnxHere(gallery, { cwd: whole })).toMatchObject({ code: 0 })
  // In a picture, and while the page is put together.
  for (const { after, delay } of [
    { after: '\n9/', delay: 60 },
    { after: '\n18/18 ', delay: 100 },
  ]) {
    let isKilled = false
    const { signal } = await nstOnnx(gallery, {
      cwd,
      onStderr: (stderr, child) => {
        if (isKilled || !`\n${stderr}`.includes(after)) return
        isKilled = true
        setTimeout(() => child.kill('SIGKILL'), delay)
      },
    })
    expect({ after, signal }).toEqual({ after, signal: 'SIGKILL' })
  }
  expect(await nstOnnxHere(gallery, { cwd })).toMatchObject({ code: 0 })
  expect(untimed(await pageIn(cwd))).toBe(untimed(await pageIn(whole)))
  const pictures = (await filesIn(whole)).filter(path => path.endsWith('.png'))
  for (const path of pictures) expect(await readFile(join(cwd, path))).toEqual(await readFile(join(whole, path)))
})
