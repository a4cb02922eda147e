import { expect, test } from 'vitest'
import { RecentlyUsed } from '../../src/stylize/recentlyUsed.js'

function kept(budget: number) {
  const released: string[] = []
  const values = new RecentlyUsed<{ name: string; cost: number }>(
    budget,
    ({ cost }) => cost,
    async ({ name }) => {
      released.push(name)
    },
  )
  let made = 0
  const get = (name: string, cost = 1) =>
    values.get(name, async () => {
      made++
      return { name, cost }
    })
  return { get, values, released, made: () => made }
}

test('a value is made once while it is kept', async () => {
  const { get, made } = kept(2)
  await get('a')
  await get('a')
  expect(made()).toBe(1)
})

test('the least recently used goes first', async () => {
  const { get, released } = kept(2)
  await get('a')
  await get('b')
  await get('a')
  await get('c')
  expect(released).toEqual(['b'])
})

test('costs count, and the latest value stays whatever its cost', async () => {
  const { get, released } = kept(10)
  await get('a', 6)
  await get('b', 6)
  expect(released).toEqual(['a'])
  await get('huge', 100)
  expect(released).toEqual(['a', 'b'])
})

test('what could not be made is tried again', async () => {
  const { values } = kept(2)
  await expect(values.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await values.get('a', async () => ({ name: 'a', cost: 1 }))).toMatchObject({ name: 'a' })
})

test('clearing gives up everything', async () => {
  const { get, values, released } = kept(5)
  await get('a')
  await get('b')
  await values.clear()
  expect(released).toEqual(['a', 'b'])
})
