import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Claim, GalleryPage } from '../../src/gallery/galleryPage.js'
import { PAGE_SCRIPT, PAGE_SCRIPT_SHA256 } from '../../src/gallery/page/pageScript.js'
import { countWords } from '../../src/gallery/page/summary.js'
import { REFERENCES } from '../../src/gallery/references.js'
import { renderPage } from '../../src/gallery/renderPage.js'
import { HOSTILE, hostilePage, made, QUOTES, shot } from './hostilePage.js'

const page = await hostilePage()
const text = renderPage(page)
/** What the package itself puts into the page is not what this is about. */
const body = text.slice(text.indexOf('<body>'), text.indexOf('<script>'))

const tags = (name: string, within = body) => within.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? []
const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]

const oneFigure = async (figure: Partial<GalleryPage['figures'][number]>) =>
  renderPage({
    ...page,
    figures: [{ id: 'one', title: 'One', text: ['One.'], rows: [], settings: [], tables: [], ...figure }],
  })

describe('safety', () => {
  test('no name reaches the page unescaped', () => {
    expect(body).not.toContain(HOSTILE)
    expect(body).not.toContain(QUOTES)
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;.jpg')
    expect(body).toContain('&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;&#39; onfocus=&#39;alert(3)&amp;lt;.png')
    expect(tags('script')).toEqual([])
  })

  test('the policy forbids every request to others and every script but the one that is there', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64')
    expect(PAGE_SCRIPT_SHA256, 'set PAGE_SCRIPT_SHA256 to this').toBe(hash)
    expect(policy.split('; ')).toEqual([
      'default-src &#39;none&#39;',
      'img-src data:',
      'connect-src &#39;self&#39;',
      'style-src &#39;unsafe-inline&#39;',
      `script-src &#39;sha256-${hash}&#39;`,
      'base-uri &#39;none&#39;',
      'form-action &#39;none&#39;',
    ])
    expect(text).toContain(`<script>${PAGE_SCRIPT}</script>`)
  })

  test('every address is data or a place on the page, but for links to what is cited', () => {
    const addresses = [...text.matchAll(/\s(?:src|href|action|data|poster)="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses.length).toBeGreaterThan(10)
    const others = addresses.filter(address => !/^(data:image\/webp;base64,|data:,$|#[\w-]+$)/.test(address ?? ''))
    expect(others).toEqual(Object.values(REFERENCES).map(({ address }) => address))
    expect(text.slice(0, text.indexOf('<body>'))).not.toMatch(/url\(|@import/)
  })
})

describe('pictures', () => {
  test('are in the page byte for byte, with size and description', () => {
    const inFigures = page.figures
      .flatMap(({ rows }) => rows.flat())
      .filter(place => place !== undefined && 'file' in place)
    const { large } = page
    const shots = [...(large ? [large.content, large.result, large.style] : []), ...inFigures]
    const images = tags('img')
    expect(images).toHaveLength(shots.length)
    for (const [i, { file, width, height }] of shots.entries()) {
      const image = images[i] ?? ''
      expect(attribute(image, 'src')).toBe(`data:image/webp;base64,${Buffer.from(file).toString('base64')}`)
      expect([attribute(image, 'width'), attribute(image, 'height')]).toEqual([`${width}`, `${height}`])
      expect(attribute(image, 'alt')).toMatch(/^Picture of ./)
    }
  })

  test('larger than one part of base64 too', async () => {
    const file = Uint8Array.from({ length: 100_001 }, (_, i) => (i * i) % 251)
    const html = await oneFigure({ rows: [[{ caption: 'a', alt: 'a', file, width: 9, height: 9 }]] })
    expect(html).toContain(`base64,${Buffer.from(file).toString('base64')}"`)
  })

  test('of a figure have one scale: widths in the page are as the widths in pixels', async () => {
    const html = await oneFigure({
      rows: [[await shot('a', 64, 40), await shot('b', 48, 60), await shot('c', 16, 16)]],
    })
    const frames = [...html.matchAll(/class="shot" style="--share:([\d.]+);--width:(\d+);/g)]
    expect(frames.map(([, share, most]) => [Number(share), Number(most)])).toEqual([
      [100, 64],
      [75, 48],
      [25, 16],
    ])
  })

  test('that are missing say why', () => {
    expect(body).toMatch(/<strong>Not made\.<\/strong> &lt;img src=x onerror=alert\(1\)&gt;\.jpg: no such file/)
  })

  test('in rows of unequal length stay in their columns', async () => {
    const html = await oneFigure({ rows: [[await shot('a', 8, 8)], [await shot('b', 8, 8), await shot('c', 8, 8)]] })
    expect(html).toContain('--columns:2')
    expect(html.match(/class="empty"/g)).toHaveLength(1)
  })
})

describe('runs', () => {
  test('have a table and their commands', async () => {
    const run = { ...made('nst-onnx run x y', 123_456_789, 12.34), iterations: 50, evaluations: 61, stopped: 'stalled' }
    const html = await oneFigure({ rows: [[await shot('first', 8, 8, run)]] })
    const row = /<tbody>\n<tr>(.*?)<\/tr>/.exec(html)?.[1] ?? ''
    expect(row.replaceAll(/<\/t[hd]><t[hd][^>]*>/g, ' | ').replaceAll(/<\/?th[^>]*>|<\/td>/g, '')).toBe(
      'first | 1.235 × 10<sup>8</sup> | 1.235 × 10<sup>6</sup> | −61 % | no | 50 | 61 | 12.3 s | stalled',
    )
    expect(html).toMatch(/<code id="one-command-1">nst-onnx run x y<\/code>/)
  })

  test('each have a copy button that names the picture and points at its own command', () => {
    const buttons = tags('button').filter(button => attribute(button, 'data-copies'))
    expect(buttons.map(button => attribute(button, 'aria-label'))).toEqual([
      'Copy command for conv1_1, figure 1',
      expect.stringMatching(/^Copy command for &quot;&gt;&lt;script.*, figure 1$/),
      'Copy command for content × tall style, figure 2',
      'Copy command for content × wide style, figure 2',
      'Copy command for content × third, figure 2',
      expect.stringMatching(/^Copy command for content .*, figure 3$/),
      'Copy command for noise, figure 3',
      'Copy command for this page',
    ])
    const ids = buttons.map(button => attribute(button, 'data-copies'))
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(body).toContain(`<code id="${id}">`)
  })

  test('are absent where nothing was made', async () => {
    const html = await oneFigure({ rows: [[await shot('given', 8, 8), { caption: 'b', missing: 'not run' }]] })
    expect(tags('svg', html)).toEqual([])
    expect(tags('table', html)).toEqual([])
    expect(tags('details', html)).toEqual([])
  })

  test('a picture without caption goes by its description', async () => {
    const html = await oneFigure({ rows: [[{ ...(await shot('', 8, 8, made('c', 9))), alt: 'A red square' }]] })
    expect(html).toContain('aria-label="Copy command for A red square, figure 1"')
    expect(html).toContain('<th scope="row">A red square</th>')
  })
})

test('claims have their verdict in words, in the contents too', async () => {
  for (const [verdict, word] of [
    ['supported', 'Supported'],
    ['contradicted', 'Contradicted'],
    ['early', 'Not enough iterations to tell'],
    ['open', 'Cannot be told'],
  ] as const) {
    const html = await oneFigure({
      claim: { says: 'So it is.', rule: 'It is 1.', verdict, because: 'It was measured.' },
    })
    expect(html).toContain(`<strong class="verdict ${verdict}">${word}.</strong> It was measured.`)
    expect(html).toContain(`<a href="#one">One</a><span class="verdict ${verdict}">${word}</span>`)
  }
})

test('the summary has every claim with its verdict and what decides it, and counts the verdicts', async () => {
  const claim = (verdict: Claim['verdict'], because: string) => ({
    says: `It is ${verdict}.`,
    rule: 'r',
    verdict,
    because,
  })
  const figures = [claim('supported', 'By 3.'), claim('early', 'By 4.'), claim('contradicted', 'By 5.')].map(
    (claim, i) => ({
      ...{ id: `f${i}`, title: 'F', text: [], rows: [], settings: [], tables: [] },
      claim,
    }),
  )
  const html = renderPage({ ...page, figures })
  const summary = /<section class="part" id="summary".*?<\/section>/s.exec(html)?.[0] ?? ''
  for (const text of ['It is supported.', 'By 3.', 'It is early.', 'By 4.', 'It is contradicted.', 'By 5.'])
    expect(summary).toContain(text)
  expect(summary).toContain(countWords(['supported', 'early', 'contradicted']))
})

test.each([
  [['supported'], 'Of 1 claim the pictures on this page support 1 and contradict 0.'],
  [
    ['supported', 'early', 'contradicted', 'early', 'open'],
    'Of 5 claims the pictures on this page support 1 and contradict 1. For 2 there were not enough iterations to tell. For 1 there was nothing to compare.',
  ],
] as const)('verdicts %j are counted in words', (verdicts, words) => {
  expect(countWords(verdicts)).toBe(words)
})

test('citations lead to the reference that they number', () => {
  const [, number = ''] = /href="#reference-(\d+)" aria-label="Reference \1">\[\1\]</.exec(body) ?? []
  expect(body).toContain(`<li id="reference-${number}">${REFERENCES.style.authors}`)
})

test('no two regions of the page go by one name', async () => {
  const table = { caption: 'Runs', explains: 'Counts.', head: ['a', 'b'], rows: [['1', '2']] }
  const figure = (id: string) => ({ id, title: id, text: [], rows: [], settings: [], tables: [table] })
  const html = renderPage({ ...page, figures: [figure('one'), figure('two')] })
  const names = tags('div', html).flatMap(tag =>
    tag.includes('role="region"') ? (attribute(tag, 'aria-label') ?? '') : [],
  )
  expect(names).toEqual(['Table: Runs, figure 1', 'Table: Runs, figure 2'])
})

describe('loss curves', () => {
  const run = (objective: string) => ({ ...made('c', 9), objective })
  const plotsOf = async (...objectives: string[]) => {
    const row = []
    for (const [i, objective] of objectives.entries()) row.push(await shot(`run ${i}`, 8, 8, run(objective)))
    const html = await oneFigure({ rows: [row] })
    return [...html.matchAll(/<svg.*?<\/svg>/gs)].map(
      ([svg]) => svg.match(/<path class="curve [^>]*stroke-linecap/g)?.length,
    )
  }

  test('share a plot where their runs lower the same loss', async () => {
    expect(await plotsOf('same', 'same')).toEqual([2])
  })

  test('of other losses are in no plot with them: they cannot be compared', async () => {
    expect(await plotsOf('one', 'other')).toEqual([])
    expect(await plotsOf('one', 'other', 'one', 'third')).toEqual([2])
  })
})

test('tables set columns of numbers as such, and only those', async () => {
  const rows = [
    ['1', '0.5', '−81 %', '1.2e-5', 'good', '3 or 4'],
    ['2', '–', '+9 %', '7', '4', '5'],
  ]
  const html = await oneFigure({
    tables: [{ caption: 'c', explains: 'Letters.', head: ['a', 'b', 'c', 'd', 'e', 'f'], rows }],
  })
  const kinds = [...html.matchAll(/<th scope="col"([^>]*)>/g)].map(([, kind]) => kind?.includes('number'))
  expect(kinds).toEqual([false, true, true, true, false, false])
})

test('a page without figures is a page', () => {
  expect(renderPage({ ...page, figures: [] })).not.toMatch(/id="summary"|class="part figure"/)
})

test('the same page gives the same text; other running times change nothing but what is marked', async () => {
  expect(renderPage(await hostilePage())).toBe(text)
  const slower = renderPage(await hostilePage(3))
  const timeless = (html: string) => html.replaceAll(/(<(?:td|span)[^>]* data-time>)[^<]*/g, '$1')
  expect(slower).not.toBe(text)
  expect(timeless(slower)).toBe(timeless(text))
})
