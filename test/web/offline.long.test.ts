import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoRoom } from './demoRoom.js'
import { KEPT, PATIENCE, useIt } from './usePage.js'

const room = await demoRoom()

test('a new build is there at the next visit; pages of the last one still find their files, those before are forgotten', async () => {
  const { page, server } = await room.open({ keeps: true, prepares: true })
  await useIt(page)
  await page.getByText(KEPT).waitFor(PATIENCE)
  const read = (name: string) => readFile(join(room.folder, name), 'utf8')
  const [script, html] = await Promise.all([read('service-worker.js'), read('index.html')])
  const publish = async (version: string) => {
    server.extra.set('/service-worker.js', Buffer.from(script.replace(/"version":"\w+"/, `"version":"${version}"`)))
    server.extra.set('/index.html', Buffer.from(html.replace('<html lang="en"', `$& data-build="${version}"`)))
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const isSettled = () =>
      page.evaluate(async () => {
        const { installing, waiting, active } = await navigator.serviceWorker.ready
        return !installing && !waiting && active?.state === 'activated'
      })
    await expect.poll(isSettled, PATIENCE).toBe(true)
  }
  const kept = () => page.evaluate(async () => (await caches.keys()).map(name => name.replace('nst-onnx-page-', '')))
  const [first = ''] = await kept()

  await publish('second')
  await expect.poll(kept, PATIENCE).toEqual([first, 'second'])
  await publish('third')
  await expect.poll(kept, PATIENCE).toEqual(['second', 'third'])
  await page.reload()
  expect(await page.locator('html').getAttribute('data-build')).toBe('third')
})
