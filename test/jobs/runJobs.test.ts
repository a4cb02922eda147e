import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandOf, createJobQueue, type JobQueue, type PictureInput, parseRecipe, readRecipe } from 'nst-onnx'
import { afterAll, expect, test } from 'vitest'
import { asWritten } from '../../dist/images/asWritten.js'
import { createJobQueue as createQueueOn } from '../../dist/jobs/jobQueue.js'
import type { LossPoint } from '../../dist/jobs/lossCurve.js'
import { planJobs } from '../../dist/jobs/planJobs.js'
import { type Job, type JobOutcome, type RunJobsOptions, runJobs } from '../../dist/jobs/runJobs.js'
import { folderShelf } from '../../dist/node/folderShelf.js'
import type { CarriedInput } from '../../dist/node/pictures/pictureInput.js'
import { STARRY_NIGHT, smallCopies, TUBINGEN } from '../cli/nstOnnx.js'
import { engineInThread, PLATFORM } from '../engine/engineInThread.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'

const [tubingen = '', starryNight = ''] = await smallCopies(TUBINGEN, STARRY_NIGHT)

const queue = createJobQueue()
afterAll(() => queue.close())

const request = {
  content: tubingen,
  style: starryNight,
  size: 32,
  iterations: 3,
  threads: 1,
  styleLayers: ['conv1_1'],
  contentLayers: ['conv1_2'],
}
const jobs: Job<PictureInput>[] = [
  { name: 'a', request },
  { name: 'b', request: { ...request, init: 'noise' } },
  { name: 'c', request: { ...request, styleWeight: 1e4 } },
]

/** All events as text, and the outcomes. */
async function told(
  list: readonly Job<PictureInput>[],
  options: RunJobsOptions = {},
  on: JobQueue<PictureInput> = queue,
) {
  const lines: string[] = []
  const running = runJobs(on, list, options)
  for (;;) {
    const next = await running.next()
    if (next.done) return { lines, outcomes: next.value }
    const event = next.value
    lines.push(`${event.job.name} ${event.event === 'run' ? event.run.event : event.event}`)
  }
}

const pixels = (outcome: JobOutcome | undefined) =>
  outcome && outcome.outcome !== 'skipped' ? outcome.finished?.result.image.pixels : undefined

test('each job is told from its beginning to its outcome, in order', async () => {
  const { lines, outcomes } = await told(jobs.slice(0, 2))
  const run = ['job', 'features', 'start', 'stage', 'step', 'step', 'step', 'done', 'outcome']
  expect(lines).toEqual([...run.map(event => `a ${event}`), ...run.map(event => `b ${event}`)])
  for (const outcome of outcomes) {
    if (outcome.outcome !== 'finished') throw new Error('not finished')
    const { curve, result } = outcome.finished
    expect(curve.map(({ iteration }) => iteration)).toEqual([1, 2, 3])
    expect(curve.at(-1)?.loss).toBe(result.loss)
  }
})

test('one job that fails does not stop the others', async () => {
  const broken: Job<PictureInput> = { name: 'broken', request: { ...request, content: 'absent.jpg' } }
  const { outcomes } = await told([jobs[0]!, broken, jobs[1]!])
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['finished', 'failed', 'finished'])
  expect(outcomes[1]).toMatchObject({ error: { message: expect.stringContaining('absent.jpg') } })
})

test('an interruption ends the running job at its best picture and leaves the rest', async () => {
  const controller = new AbortController()
  const running = runJobs(queue, [{ name: 'long', request: { ...request, iterations: 500 } }, jobs[1]!], {
    signal: controller.signal,
  })
  const outcomes: JobOutcome[] = []
  for await (const event of running) {
    if (event.event === 'run' && event.run.event === 'step') controller.abort()
    if (event.event === 'outcome') outcomes.push(event.outcome)
  }
  expect(outcomes).toMatchObject([
    { outcome: 'finished', finished: { result: { stopped: 'interrupted' } } },
    { outcome: 'skipped' },
  ])
})

test('what cannot work is known before any job begins, each error once', async () => {
  const bad = [
    { name: 'x', request: { ...request, content: 'absent.jpg' } },
    { name: 'y', request: { ...request, content: 'absent.jpg', init: 'noise' } },
    { name: 'z', request: { ...request, styleLayers: ['conv9_1'] } },
  ]
  const { planned, errors } = await planJobs(queue, [jobs[0]!, ...bad])
  expect(planned).toHaveLength(1)
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringContaining('absent.jpg'),
    expect.stringContaining('conv9_1'),
  ])
})

test('planned jobs are carried out without reading anything again', async () => {
  let opened = 0
  const counting = createQueueOn(
    engineInThread({
      ...PLATFORM,
      openPicture(input: CarriedInput, signal?: AbortSignal) {
        opened++
        return PLATFORM.openPicture(input, signal)
      },
    }),
  )
  const list = [...jobs, { name: 'd', request: { ...request, init: 'style' } }]
  const { planned } = await planJobs(counting, list)
  expect(opened).toBe(2 * list.length)
  expect(planned.map(({ inputs }) => inputs.content?.picture)).toEqual(
    list.map(() => planned[0]?.inputs.content?.picture),
  )
  const { outcomes } = await told(planned, { shelf: folderShelf(await temporaryFolder()) }, counting)
  expect(opened).toBe(2 * list.length)
  const { outcomes: unplanned } = await told(list)
  expect(outcomes.map(pixels)).toEqual(unplanned.map(pixels))
  await told(jobs.slice(0, 1), { shelf: folderShelf(await temporaryFolder()) }, counting)
  expect(opened).toBe(2 * list.length + 2)
  await counting.close()
})

test('a plan that is no longer kept is made again', async () => {
  const own = createJobQueue({ idle: 0.05 })
  const plan = await own.plan(request)
  await new Promise(resolve => setTimeout(resolve, 300))
  const { image } = await own.add(request, { plan }).result
  expect(image.pixels).toEqual((await own.add(request).result).image.pixels)
  await own.close()
})

test('planning is given up at once, with the reason', async () => {
  const controller = new AbortController()
  const planning = planJobs(queue, jobs, {
    signal: controller.signal,
    onEvent: ({ job }) => job.name === 'b' && controller.abort(),
  })
  await expect(planning).rejects.toMatchObject({ name: 'AbortError' })
})

test('kept pictures are not made again, and are told to be what they are', async () => {
  const shelf = folderShelf(await temporaryFolder())
  const first = await told(jobs, { shelf })
  const second = await told(jobs, { shelf })
  expect(second.lines).toEqual(jobs.flatMap(({ name }) => [`${name} job`, `${name} outcome`]))
  for (const [index, again] of second.outcomes.entries()) {
    const made = first.outcomes[index]
    if (made?.outcome !== 'finished' || again.outcome !== 'finished') throw new Error('not finished')
    expect([made.kept, again.kept]).toEqual([false, true])
    const { image, ...result } = made.finished.result
    expect(again.finished.result).toMatchObject(result)
    expect(again.finished.result.image.pixels).toEqual(asWritten(image).pixels)
    expect(again.finished.curve).toEqual(made.finished.curve)
  }
})

test('a kept picture counts only for the very same job', async () => {
  const folder = await temporaryFolder()
  const shelf = folderShelf(folder)
  const [job] = jobs
  if (!job) throw new Error('there are jobs')
  const { outcomes } = await told([job], { shelf })
  const isKept = async (changed: object) => {
    const plan = await queue.plan({ ...request, ...changed })
    return (await shelf.find('a', plan)) !== undefined
  }
  expect(await isKept({})).toBe(true)
  for (const changed of [{ seed: 1 }, { iterations: 4 }, { size: 64 }, { style: tubingen }, { threads: 2 }]) {
    expect({ changed, kept: await isKept(changed) }).toEqual({ changed, kept: false })
  }
  expect(await filesIn(folder)).toEqual(['a.json', 'a.png'])
  expect(pixels(outcomes[0])).toBeDefined()
})

test.each([
  ['cut short', 'a.png', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['with a changed byte', 'a.png', (bytes: Buffer) => bytes.with(bytes.length - 40, bytes[bytes.length - 40]! ^ 1)],
  ['of something else', 'a.png', () => Buffer.from('not a picture')],
  ['whose notes are cut short', 'a.json', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['whose notes are another picture’s', 'a.json', () => Buffer.from('{"sha256":"00","seconds":1,"curve":[]}')],
])('a kept file %s is made again', async (_, file, damage) => {
  const folder = await temporaryFolder()
  const [job] = jobs
  if (!job) throw new Error('there are jobs')
  const options = { shelf: folderShelf(folder) }
  const { outcomes: before } = await told([job], options)
  const path = join(folder, file)
  await writeFile(path, damage(await readFile(path)))
  const { outcomes: after } = await told([job], options)
  expect(after).toMatchObject([{ outcome: 'finished', kept: false }])
  expect(pixels(after[0])).toEqual(pixels(before[0]))
  expect(await told([job], options)).toMatchObject({ outcomes: [{ kept: true }] })
})

test('an interrupted picture is on the shelf for its owner, and is made anew', async () => {
  const folder = await temporaryFolder()
  const shelf = folderShelf(folder)
  const controller = new AbortController()
  const job = { name: 'a', request: { ...request, iterations: 200 } }
  for await (const event of runJobs(queue, [job], { shelf, signal: controller.signal })) {
    if (event.event === 'run' && event.run.event === 'step') controller.abort()
  }
  const recipe = parseRecipe(readRecipe(await readFile(join(folder, 'a.png'))) ?? '', 'a.png')
  expect(recipe.result.stopped).toBe('interrupted')
  expect(commandOf(recipe)).toContain(`--iterations ${recipe.result.iterations}`)
  expect(await shelf.find('a', await queue.plan(job.request))).toBeUndefined()
})

test('an unfinished run whose state is on the shelf goes on, and its state goes when its picture is there', async () => {
  const folder = await temporaryFolder()
  const shelf = folderShelf(folder)
  const job = { name: 'a', request: { ...request, iterations: 12 } }
  const { outcomes: whole } = await told([job])
  const plan = await queue.plan(job.request)
  const run = queue.add(job.request)
  const curve: LossPoint[] = []
  let kept: Promise<unknown> | undefined
  for await (const event of run) {
    if (event.event !== 'step') continue
    curve.push(event)
    if (event.iteration === 4)
      kept = run.checkpoint().then(state => state && shelf.keepState?.('a', { checkpoint: state, curve }))
  }
  await kept
  expect(await filesIn(folder)).toEqual(['a.png.resume', 'a.png.resume.json'])

  expect(await shelf.findState?.('a', await queue.plan({ ...job.request, seed: 1, init: 'noise' }))).toBeUndefined()
  expect(await shelf.findState?.('a', plan)).toBeDefined()
  const { lines, outcomes } = await told([job], { shelf })
  expect(lines.filter(line => line === 'a step').length).toBeLessThan(9)
  expect(pixels(outcomes[0])).toEqual(pixels(whole[0]))
  if (outcomes[0]?.outcome !== 'finished') throw new Error('not finished')
  expect(outcomes[0].finished.curve.map(({ iteration }) => iteration)).toEqual(curve.map(({ iteration }) => iteration))
  expect(await filesIn(folder)).toEqual(['a.json', 'a.png'])
})

test('a picture that cannot be kept is still there for the sheet', async () => {
  const { outcomes } = await told(jobs.slice(0, 2), { shelf: folderShelf(join(await temporaryFolder(), 'absent')) })
  expect(outcomes).toMatchObject([
    { outcome: 'failed', error: { kind: 'failed', message: expect.stringContaining('absent') } },
    { outcome: 'failed' },
  ])
  expect(outcomes.map(pixels)).not.toContain(undefined)
})
