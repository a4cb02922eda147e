import { describe, expect, test } from 'vitest'
import type { MadeJob } from '../../src/studies/study.js'
import { parseVariation, sweepStudy } from '../../src/studies/sweepStudy.js'
import { sweepCsv, sweepTable } from '../../src/studies/sweepTable.js'

const sweep = (...variations: string[]) => sweepStudy('a/photo.jpg', 'b/paint.png', variations.map(parseVariation), {})

describe('--vary', () => {
  test('is an option and its values, as the command line has them', () => {
    expect(parseVariation('style-weight=1e4,1e5')).toEqual({ option: 'styleWeight', values: ['1e4', '1e5'] })
    expect(parseVariation('init=content, noise')).toEqual({ option: 'init', values: ['content', 'noise'] })
  })

  test.each([
    ['colors', ['style', 'match', 'luminance', 'content']],
    ['strength', ['0', '0.5', '2']],
    ['style-scale', ['0.5', '2']],
    ['histogram-weight', ['0', '20']],
    ['histogram-layers', ['relu1_1', 'relu4_1']],
    ['moments-weight', ['0', '100']],
    ['borders', ['zero', 'replicate', 'circular']],
    ['scales', ['1', '2']],
    ['content-by-stage', ['1', '4']],
  ])('may be %s', (option, values) => {
    expect(parseVariation(`${option}=${values}`).values).toEqual(values)
  })

  test('separates values by semicolons where they hold commas or equals signs', () => {
    expect(parseVariation('style-layers=conv_1;conv_1,conv_2').values).toEqual(['conv_1', 'conv_1,conv_2'])
    expect(parseVariation('style-weight=1e6;conv1_1=1e5,conv2_1=1e4').values).toEqual([
      '1e6',
      'conv1_1=1e5,conv2_1=1e4',
    ])
  })

  test.each([
    ['stile-weight=1,2', '"stile-weight" is not an option'],
    ['device=cpu,wasm', '"device" is not an option of run that can be varied'],
    ['style-weight', 'at least two values'],
    ['style-weight=1e4', 'at least two values'],
    ['style-weight=1e4,1e4', '1e4 is given twice'],
    ['style-weight=1e4,', 'vary style-weight=1e4,: "" is not a number'],
    ['style-weight=1e4,heavy', 'vary style-weight=1e4,heavy: "heavy" is not a number'],
    ['iterations=5,0.5', 'vary iterations=5,0.5: 0.5 is not a whole number'],
    ['style-weight=-1,1e4', 'vary style-weight=-1,1e4: -1 is not a number from 0'],
    ['pool=max,min', 'vary pool=max,min: "min" is not one of max, avg'],
    ['style-layers=conv_1;conv_99', '"conv_99" is not a layer'],
  ])('%s is refused', (text, message) => {
    expect(() => parseVariation(text)).toThrow(message)
  })

  test.each([
    [['seed=1,2', 'seed=3,4'], 'seed is given twice'],
    [['seed=1,2', 'init=content,noise', 'pool=max,avg'], '3 options to vary'],
    [[], '0 options to vary'],
  ])('%j is refused', (variations, message) => {
    expect(() => sweep(...variations)).toThrow(message)
  })

  test('is refused for an option that is fixed as well', () => {
    expect(() => sweepStudy('c', 's', [parseVariation('seed=1,2')], { seed: 3 })).toThrow('seed: given and varied')
  })
})

describe('a sweep', () => {
  test('of one option has a job for each value', () => {
    const { jobs, settings } = sweep('style-weight=1e4,1e5')
    expect(jobs.map(({ name, request }) => [name, request])).toEqual([
      ['style-weight-1e4', { preset: 'cmu', content: 'a/photo.jpg', style: 'b/paint.png', styleWeight: 1e4 }],
      ['style-weight-1e5', { preset: 'cmu', content: 'a/photo.jpg', style: 'b/paint.png', styleWeight: 1e5 }],
    ])
    expect(settings).toEqual([{ 'style-weight': '1e4' }, { 'style-weight': '1e5' }])
  })

  test('of two options has a job for each pair, the first in rows and the second in columns', () => {
    const { jobs, sheet } = sweep('init=content,noise', 'seed=1,2,3')
    expect(jobs.map(({ request }) => [request.init, request.seed])).toEqual([
      ['content', 1],
      ['content', 2],
      ['content', 3],
      ['noise', 1],
      ['noise', 2],
      ['noise', 3],
    ])
    const { rows, rowHeads, columnHeads } = sheet([])
    expect(rowHeads).toEqual(['init content', 'init noise'])
    expect(columnHeads).toEqual(['seed 1', 'seed 2', 'seed 3'])
    expect(rows).toEqual([])
  })

  test('gives files names that any system takes and that differ', () => {
    const names = sweep('init=a/b.png,a?b.png,A:B.png').jobs.map(({ name }) => name)
    expect(names).toEqual(['init-a-b.png', 'init-a-b.png-2', 'init-A-B.png-3'])
  })
})

describe('the table of a sweep', () => {
  const terms = [
    { kind: 'style', tap: 'conv1_1', weight: 100 },
    { kind: 'content', tap: 'conv2_2', weight: 2 },
  ]
  const made = (loss: number, values: Record<string, number>): MadeJob =>
    ({
      plan: { specification: { terms, pool: 'max' }, stages: [], features: { source: 'vgg19' } },
      outcome: {
        outcome: 'finished',
        finished: {
          result: { loss, terms: values, stopped: 'iterations', iterations: 5, evaluations: 6, seconds: 1.5 },
        },
      },
    }) as unknown as MadeJob
  const failed = { ...made(0, {}), outcome: { outcome: 'failed', error: new Error('lost, "entirely"') } } as MadeJob

  const study = sweep('style-layers=conv_1;conv_1,conv_2', 'seed=1,2')
  const table = sweepTable(study, [
    made(0.1 + 0.2, { 'style.conv1_1': 50, 'content.conv2_2': 4 }),
    failed,
    made(2, { 'style.conv1_1': 50, 'style.conv1_2': 7 }),
    { ...failed, outcome: { outcome: 'skipped' } },
  ])

  test('has a row for each job with its settings and figures; terms also without their weights', () => {
    expect(table[0]).toMatchObject({
      picture: 'style-layers-conv_1-seed-1',
      varied: { 'style-layers': 'conv_1', seed: '1' },
      loss: 0.1 + 0.2,
      stopped: 'iterations',
      unweighted: { 'style.conv1_1': 0.5, 'content.conv2_2': 2 },
    })
    expect(table[1]).toMatchObject({ outcome: 'failed', error: 'lost, "entirely"' })
    expect(table[3]).toEqual({
      picture: 'style-layers-conv_1-conv_2-seed-2',
      varied: { 'style-layers': 'conv_1,conv_2', seed: '2' },
      outcome: 'skipped',
    })
  })

  test('as CSV has one column for every figure that any job has, and quotes what must be', () => {
    const lines = sweepCsv(table).split('\r\n')
    expect(lines[0]).toBe(
      'picture,style-layers,seed,outcome,stopped,iterations,evaluations,seconds,loss,style.conv1_1,content.conv2_2,' +
        'unweighted.style.conv1_1,unweighted.content.conv2_2,style.conv1_2,unweighted.style.conv1_2,error',
    )
    expect(lines[1]).toBe('style-layers-conv_1-seed-1,conv_1,1,finished,iterations,5,6,1.5,0.3,50,4,0.5,2,,,')
    expect(lines[2]).toBe('style-layers-conv_1-seed-2,conv_1,2,failed,,,,,,,,,,,,"lost, ""entirely"""')
    expect(lines[3]?.startsWith('style-layers-conv_1-conv_2-seed-1,"conv_1,conv_2",1,finished')).toBe(true)
    expect(lines).toHaveLength(6)
  })
})
