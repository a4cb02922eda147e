import { expect, test } from 'vitest'
import { MemoryLedger } from '../../src/engine/memoryLedger.js'
import { PROCESS_BYTES } from '../../src/memory/memoryNeed.js'

/** Engines that share so much beside what the process takes itself, by name; what they do is logged. */
function engines(shared: number) {
  const ledger = new MemoryLedger()
  const log: string[] = []
  const engine = (name: string) => {
    const account = ledger.open(async () => {
      log.push(`${name} gives back`)
    })
    return {
      ...account,
      close: () => account.close(),
      rest: () => account.rest(),
      run: (bytes: number, signal?: AbortSignal) =>
        account
          .take(PROCESS_BYTES + bytes, () => PROCESS_BYTES + shared, {
            signal,
            onWaiting: () => log.push(`${name} waits`),
          })
          .then(() => log.push(`${name} runs`)),
    }
  }
  return { ledger, log, engine }
}

const settled = () => new Promise(resolve => setImmediate(resolve))

test('runs that fit together run together; one that does not waits for one that has ended', async () => {
  const { log, engine } = engines(100)
  const [a, b, c] = ['a', 'b', 'c'].map(engine)
  a?.run(40)
  b?.run(50)
  c?.run(30)
  await settled()
  expect(log).toEqual(['c waits', 'a runs', 'b runs'])
  a?.rest()
  await settled()
  expect(log.slice(3)).toEqual(['a gives back', 'c runs'])
})

test('who came first is let in first: a large run is not passed for ever by small ones', async () => {
  const { log, engine } = engines(100)
  const [a, large, small] = ['a', 'large', 'small'].map(engine)
  a?.run(40)
  large?.run(100)
  small?.run(10)
  await settled()
  expect(log).toEqual(['large waits', 'small waits', 'a runs'])
  a?.rest()
  await settled()
  expect(log.slice(3)).toEqual(['a gives back', 'large runs'])
  large?.rest()
  await settled()
  expect(log.slice(5)).toEqual(['large gives back', 'small runs'])
})

test('what an engine keeps between runs counts, and is not asked back for nothing', async () => {
  const { ledger, log, engine } = engines(100)
  const [a, b] = ['a', 'b'].map(engine)
  await a?.run(40)
  a?.rest()
  await a?.run(20)
  a?.rest()
  expect(ledger.heldBytes).toBe(40)
  await b?.run(60)
  expect(log).toEqual(['a runs', 'a runs', 'b runs'])
  expect(ledger.heldBytes).toBe(100)
})

test('two engines that wait while both keep something do not wait for one another', async () => {
  const { log, engine } = engines(100)
  const [a, b, c] = ['a', 'b', 'c'].map(engine)
  for (const one of [a, b]) {
    await one?.run(30)
    one?.rest()
  }
  await c?.run(40)
  a?.run(90)
  b?.run(90)
  await settled()
  c?.rest()
  await settled()
  expect(log.at(-1)).toBe('a runs')
  a?.rest()
  await settled()
  expect(log.at(-1)).toBe('b runs')
})

test('a run that is given up while it waits makes room for those behind it', async () => {
  const { log, engine } = engines(100)
  const [a, large, small] = ['a', 'large', 'small'].map(engine)
  const controller = new AbortController()
  a?.run(40)
  const given = large?.run(100, controller.signal)
  small?.run(10)
  controller.abort()
  await expect(given).rejects.toBe(controller.signal.reason)
  await settled()
  expect(log.at(-1)).toBe('small runs')
})

test('an engine that has ended holds nothing; a run that is alone is never kept waiting', async () => {
  const { ledger, log, engine } = engines(100)
  const [a, b] = ['a', 'b'].map(engine)
  await a?.run(80)
  b?.run(500)
  await settled()
  a?.close()
  await settled()
  expect(log).toEqual(['a runs', 'b waits', 'b runs'])
  expect(ledger.heldBytes).toBe(500)
})
