import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
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
  if (own.boot !== undefined)
    left.push({ ...own, boot: 'of a start before' }, { ...own, started: '1' }, { ...own, pid: process.ppid })
  for (const holder of left) {
    const folder = await folderOf(holder)
    expect([holder, await code(lockFolder(folder))]).toEqual([holder, 'locked'])
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(own)))
  }
})

test('a process is alive until it is killed', async () => {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)'])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  await once(child.stdout, 'data')
  const { pid = 0 } = child
  const { boot } = await ownHolder()
  expect(await isAlive({ pid, boot })).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await isAlive({ pid, boot })).toBe(false)
})
