import { expect, test } from 'vitest'
import { openRoom } from './openPage.js'
import { FIRST_LAYERS, preparedPage, TERMINATION } from './preparedPage.js'

const room = await openRoom()

test('six runs, whether they end, fail or are aborted, leave no worker and no listener', async () => {
  const { page, problems } = await preparedPage(room)
  const { outcomes, listeners } = await page.evaluate(async layers => {
    const listening: EventTarget[] = []
    const { addEventListener, removeEventListener } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
      listening.push(this)
      return addEventListener.apply(this, args)
    }
    EventTarget.prototype.removeEventListener = function (...args: Parameters<typeof removeEventListener>) {
      if (listening.includes(this)) listening.splice(listening.indexOf(this), 1)
      return removeEventListener.apply(this, args)
    }
    const never = new AbortController()
    const paint = async (content: string, stop = never) => {
      const options = {
        ...layers,
        size: 24,
        device: 'wasm',
        threads: 1,
        iterations: stop === never ? 1 : 10_000,
      } as const
      const run = nst.stylize({ content, style: 'style.png', signal: stop.signal, ...options })
      try {
        for await (const { event } of run) if (event === 'step' && stop !== never) stop.abort()
        return (await run.result).stopped
      } catch (error) {
        return (error as Error).name
      }
    }
    const outcomes: string[] = []
    for (let count = 0; count < 2; count++) outcomes.push(await paint('content.png'))
    for (let count = 0; count < 2; count++) outcomes.push(await paint('content.png', new AbortController()))
    for (let count = 0; count < 2; count++) outcomes.push(await paint('page.js'))
    return { outcomes, listeners: listening.length }
  }, FIRST_LAYERS)
  expect(outcomes).toEqual([
    ...Array(2).fill('iterations'),
    ...Array(2).fill('interrupted'),
    ...Array(2).fill('NstOnnxError'),
  ])
  expect(listeners).toBe(0)
  await expect.poll(() => page.workers().length, TERMINATION).toBe(0)
  expect(problems.filter(problem => !problem.includes('404'))).toEqual([])
})

test('runs at the same time have a worker each and do not disturb each other', async () => {
  const { page } = await preparedPage(room)
  const losses = await page.evaluate(async layers => {
    const paint = () => {
      const run = nst.stylize({
        ...layers,
        content: 'content.png',
        style: 'style.png',
        size: 32,
        iterations: 2,
        device: 'wasm',
        threads: 1,
      })
      return run.result.then(({ loss }) => loss)
    }
    return [await paint(), ...(await Promise.all([paint(), paint()]))]
  }, FIRST_LAYERS)
  expect(new Set(losses).size).toBe(1)
})
