import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type FolderHolder, isAlive, ownHolder } from '../../src/service/embedded/folderHolder.js'
import { lockFolder } from '../../src/service/embedded/folderLock.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const code = (locked: Promise<unknown>) => locked.then(() => 'locked').catch(error => error.code)

/** A folder that a process had. */
async function folderOf(holder: object | string): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder))
  return folder
}

test('a folder is one service’s, until that gives it back', async () => {
  const folder = await temporaryFolder()
  const taken = await Promise.allSettled([lockFolder(folder), lockFolder(folder)])
  expect(taken.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await code(lockFolder(folder))).toBe('data-in-use')
  for (const each of taken) if (each.status === 'fulfilled') await each.value()
  expect(await code(lockFolder(folder))).toBe('locked')
})

test('what a process left that has ended does not count, whoever has its number by now', async () => {
  const own = await ownHolder()
  expect(await code(lockFolder(await folderOf(own)))).toBe('data-in-use')
  const left: (Partial<FolderHolder> | string)[] = [{ ...own, pid: 2 ** 22 + 1, started: undefined }, '', '{"pid":']
  // Systems without /proc tell no more than a number.
  if (own.boot !== undefined) left.push({ ...own, started: '1' }, { ...own, pid: process.ppid })
  for (const holder of left) {
    const folder = await folderOf(holder)
    expect([holder, await code(lockFolder(folder))]).toEqual([holder, 'locked'])
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(own)))
  }
})

test.runIf((await ownHolder()).boot !== undefined)(
  'what another container or machine has is its own for as long as it touches the lock',
  async () => {
    const own = await ownHolder()
    for (const elsewhere of [
      { ...own, boot: 'of another machine' },
      { ...own, numbering: 'pid:[1]' },
    ]) {
      const folder = await folderOf(elsewhere)
      const path = join(folder, 'lock')
      const touching = setInterval(() => utimes(path, new Date(), new Date()), 200)
      expect(await code(lockFolder(folder))).toBe('data-in-use')
      clearInterval(touching)
      const before = new Date(Date.now() - 20_000)
      await utimes(path, before, before)
      expect(await code(lockFolder(folder))).toBe('locked')
    }
  },
)

test('a lock is touched by who has it', async () => {
  const folder = await temporaryFolder()
  const unlock = await lockFolder(folder)
  onTestFinished(unlock)
  const path = join(folder, 'lock')
  await utimes(path, new Date(0), new Date(0))
  await expect.poll(async () => (await stat(path)).mtimeMs, { timeout: 10_000 }).toBeGreaterThan(0)
})

test('a process is alive until it is killed', async () => {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  const { pid = 0 } = child
  expect(await isAlive({ pid })).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await isAlive({ pid })).toBe(false)
})
