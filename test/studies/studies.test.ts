import { describe, expect, test } from 'vitest'
import { distinctNames, fileName, pictureTitle } from '../../src/studies/fileNames.js'
import { gridStudy } from '../../src/studies/gridStudy.js'
import { reconstructionStudy, textureStudy } from '../../src/studies/layerStudies.js'
import type { MadeJob, Study } from '../../src/studies/study.js'

const picture = (value: number) => ({ width: 1, height: 1, pixels: Float32Array.of(value, value, value) })

/** Outcomes whose pictures are numbered 0, 1, 2 … in the order of the jobs; inputs are −1 (content) and −2 (style). */
function madeOf(study: Study<string>): MadeJob[] {
  return study.jobs.map(
    (_, index) =>
      ({
        inputs: { content: { picture: picture(-1) }, styles: [{ picture: picture(-2) }] },
        outcome: { outcome: 'finished', finished: { result: { image: picture(index) } } },
      }) as unknown as MadeJob,
  )
}

/** A study's sheet as numbers and labels. */
function drawn(study: Study<string>, made = madeOf(study)) {
  const { rows, rowHeads } = study.sheet(made)
  const cells = rows.map(row => row.map(cell => cell && [cell.picture?.pixels[0] ?? cell.missing, cell.label]))
  return { cells, rowHeads }
}

describe('a reconstruction study', () => {
  test('shows the input and then each layer, by the name given and the block', () => {
    const study = reconstructionStudy('in/photo.jpg', ['conv_2', 'conv3_1'], [0], {})
    expect(study.jobs.map(({ name }) => name)).toEqual(['conv_2', 'conv3_1'])
    expect(drawn(study).cells).toEqual([
      [
        [-1, 'photo'],
        [0, 'conv_2 (conv1_2)'],
        [1, 'conv3_1'],
      ],
    ])
  })

  test('with several seeds has a row a seed, and does one layer after the other', () => {
    const study = reconstructionStudy('photo.jpg', ['conv1_1', 'conv1_2'], [7, 8], { size: 64 })
    expect(study.jobs.map(({ name }) => name)).toEqual([
      'conv1_1-seed7',
      'conv1_1-seed8',
      'conv1_2-seed7',
      'conv1_2-seed8',
    ])
    expect(study.jobs[1]?.request).toMatchObject({
      content: 'photo.jpg',
      contentLayers: ['conv1_1'],
      seed: 8,
      size: 64,
    })
    expect(drawn(study)).toEqual({
      rowHeads: ['seed 7', 'seed 8'],
      cells: [
        [
          [-1, 'photo'],
          [0, 'conv1_1'],
          [2, 'conv1_2'],
        ],
        [undefined, [1, 'conv1_1'], [3, 'conv1_2']],
      ],
    })
  })

  test('wraps a long row', () => {
    const layers = ['conv_1', 'conv_2', 'conv_3', 'conv_4', 'conv_5', 'conv_6']
    expect(drawn(reconstructionStudy('p.jpg', layers, [0], {})).cells.map(row => row.length)).toEqual([6, 1])
  })

  test('says on its sheet what is missing and why', () => {
    const study = reconstructionStudy('p.jpg', ['conv_1', 'conv_2'], [0], {})
    const [first] = madeOf(study)
    if (!first) throw new Error('there are jobs')
    const made: MadeJob[] = [
      { ...first, outcome: { outcome: 'failed', error: new Error('out of memory') } },
      { ...first, outcome: { outcome: 'skipped' } },
    ]
    expect(drawn(study, made).cells[0]?.slice(1)).toEqual([
      ['out of memory', 'conv_1 (conv1_1)'],
      ['not made', 'conv_2 (conv1_2)'],
    ])
  })
})

test('a texture study has a picture for each set of layers', () => {
  const sets = [
    { label: 'conv_1', name: 'conv_1', layers: ['conv_1'] },
    { label: 'all', name: 'all', layers: ['conv_1', 'conv_2'] },
  ]
  const outputSize = { width: 40, height: 30 }
  const study = textureStudy('in/paint.jpg', sets, [0], { outputSize })
  expect(study.jobs[1]).toMatchObject({
    name: 'all',
    request: { style: 'in/paint.jpg', styleLayers: ['conv_1', 'conv_2'], contentLayers: [], init: 'noise', outputSize },
  })
})

test('a grid of two by two is a sheet of three by three, inputs on the margins', () => {
  const study = gridStudy(['a/x.jpg', 'b/x.jpg'], ['s.png', 't.png'], { size: 64 })
  expect(study.jobs.map(({ name }) => name)).toEqual(['x-s', 'x-t', 'x-s-2', 'x-t-2'])
  expect(drawn(study).cells).toEqual([
    [undefined, [-2, 's'], [-2, 't']],
    [
      [-1, 'x'],
      [0, undefined],
      [1, undefined],
    ],
    [
      [-1, 'x'],
      [2, undefined],
      [3, undefined],
    ],
  ])
})

test('the pictures of a grid are told apart by content and style, however long their names', () => {
  const [a, b, s, t] = ['夜', '町', '星', '叫'].map(character => `${character.repeat(80)}.png`)
  const { jobs } = gridStudy([a ?? '', b ?? ''], [s ?? '', t ?? ''], {})
  for (const [index, { name }] of jobs.entries()) {
    expect(name).toContain(index < 2 ? '夜夜' : '町町')
    expect(name).toContain(index % 2 === 0 ? '星星' : '叫叫')
    expect(new TextEncoder().encode(name).length).toBeLessThan(200)
  }
})

describe('file names', () => {
  test.each([
    ['a/b\\c:d', 'a-b-c-d'],
    ['../../etc/passwd', 'etc-passwd'],
    ['Tübingen 1', 'Tübingen-1'],
    ['???', 'picture'],
    ['e\u0301te\u0301', 'été'],
    ['x'.repeat(300), 'x'.repeat(160)],
    ['夜'.repeat(100), '夜'.repeat(53)],
    [`a${'𠮷'.repeat(100)}`, `a${'𠮷'.repeat(39)}`],
  ])('%s becomes %s', (text, name) => {
    expect(fileName(text)).toBe(name)
  })

  test('differ, also where upper and lower case are the same', () => {
    expect(distinctNames(['a', 'A', 'a', 'b'])).toEqual(['a', 'A-2', 'a-3', 'b'])
  })

  test.each([
    ['/home/me/photo.jpg', 'photo'],
    ['C:\\pictures\\photo.final.png', 'photo.final'],
    ['.hidden', '.hidden'],
    ['plain', 'plain'],
  ])('%s is called %s', (path, title) => {
    expect(pictureTitle(path)).toBe(title)
  })
})
