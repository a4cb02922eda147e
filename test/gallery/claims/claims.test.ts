import { describe, expect, test } from 'vitest'
import { gridClaim } from '../../../src/gallery/claims/gridClaim.js'
import { type LayerErrors, layersClaim } from '../../../src/gallery/claims/layersClaim.js'
import { reconstructionSeedsClaim, textureSeedsClaim } from '../../../src/gallery/claims/seedsClaims.js'
import { raceOf, type StartedRun, startClaim } from '../../../src/gallery/claims/startClaim.js'
import { styleWeightClaim } from '../../../src/gallery/claims/styleWeightClaim.js'
import { texturesClaim } from '../../../src/gallery/claims/texturesClaim.js'
import type { ComparedRun } from '../../../src/gallery/claims/verdict.js'
import type { Claim } from '../../../src/gallery/galleryPage.js'

const settled = (name: string): ComparedRun => ({
  name,
  course: { firstStep: 100, last: 1, lastFifth: 0.02, settled: 'flat' },
})
const underWay = (name: string): ComparedRun => ({
  name,
  course: { firstStep: 100, last: 1, lastFifth: 0.44, settled: 'no' },
})
const because = ({ because }: Claim) => (typeof because === 'string' ? because : because.map(String).join(''))

describe('what layers keep', () => {
  const layer = (run: ComparedRun, fine: number, coarse: number): LayerErrors => ({
    ...run,
    bands: [
      { from: 0.25, to: 0.5, error: fine, share: 0.9 },
      { from: 0, to: 0.25, error: coarse, share: 0.1 },
    ],
  })

  test.each([
    ['supported', [0.3, 0.001], [5, 0.1]],
    ['contradicted', [0.6, 0.001], [5, 0.1]], // the lowest layer loses detail too
    ['contradicted', [0.3, 0.001], [0.9, 0.1]], // the highest keeps it
    ['contradicted', [0.3, 0.001], [5, 0.7]], // and here not even the shapes
  ] as const)('%s: finest and coarsest error %j at the lowest layer, %j at the highest', (verdict, low, high) => {
    const claim = layersClaim([layer(settled('conv1_1'), low[0], low[1]), layer(settled('conv4_2'), high[0], high[1])])
    expect(claim.verdict).toBe(verdict)
  })

  test('tells the numbers that decide', () => {
    const claim = layersClaim([layer(settled('conv1_1'), 0.3, 0.001), layer(settled('conv4_2'), 5.5, 0.18)])
    expect(claim.because).toBe(
      'From conv1_1 to conv4_2 the error of the finest detail goes from 0.3 to 5.5 of its strength, that of the coarsest from 0.001 to 0.18.',
    )
  })

  test('cannot be told of one layer', () => {
    expect(layersClaim([layer(settled('conv1_1'), 0.3, 0)]).verdict).toBe('open')
  })
})

describe('runs that had not settled', () => {
  const balance = (run: ComparedRun, fromContent: number, fromStyle: number) => ({ ...run, fromContent, fromStyle })

  test('leave a claim undecided, whichever way its numbers point, and it says why', () => {
    const against = styleWeightClaim([balance(settled('1e4'), 0.2, 0.1), balance(underWay('1e7'), 0.4, 0.2)])
    expect(against.verdict).toBe('early')
    expect(because(against)).toMatch(
      /So far the numbers speak against the claim, but 1 of 2 runs had not settled: the last fifth of the iterations still took 44 % off the loss in 1e7\.$/,
    )
    const inFavour = styleWeightClaim([balance(settled('1e4'), 0.2, 0.2), balance(underWay('1e7'), 0.4, 0.1)])
    expect(inFavour.verdict).toBe('early')
    expect(because(inFavour)).toContain('So far the numbers speak for the claim')
  })
})

describe('two noises', () => {
  const scale = (median: number, pairs = 6) => ({ pairs, least: median / 2, median, greatest: median * 2 })
  const distances = (seen: number, pixels: number, coarse: number, pairs = 6) => ({
    seeds: { seen, pixels, coarse },
    scale: { seen: scale(1, pairs), pixels: scale(0.2, pairs), coarse: scale(0.2, pairs) },
  })
  const runs = [settled('seed 1'), settled('seed 2')]

  test.each([
    ['supported', distances(0.2, 0.16, 0.01)],
    ['contradicted', distances(0.6, 0.16, 0.01)],
    ['contradicted', distances(0.2, 0.16, 0.15)],
  ] as const)('reconstruction is repeatable: %s', (verdict, measured) => {
    expect(reconstructionSeedsClaim(measured, runs).verdict).toBe(verdict)
  })

  test.each([
    ['supported', distances(0.02, 0.2, 0.1)],
    ['contradicted', distances(0.6, 0.2, 0.1)],
    ['contradicted', distances(0.02, 0.05, 0.01)],
  ] as const)('a texture has other places: %s', (verdict, measured) => {
    expect(textureSeedsClaim(measured, runs).verdict).toBe(verdict)
  })

  test('are measured by the median of many pairs, which the words say', () => {
    expect(reconstructionSeedsClaim(distances(0.2, 0.16, 0.01), runs).because).toBe(
      'As the loss sees them, the two lie 20 % as far apart as different pictures do (median of 6 pairs); pixel by pixel 80 %, and without detail under 8 px 5 %.',
    )
  })

  test('cannot be told by the yardstick of one pair', () => {
    expect(reconstructionSeedsClaim(distances(0.2, 0.16, 0.01, 1), runs).verdict).toBe('open')
  })

  test('cannot be told where a picture is missing', () => {
    expect(textureSeedsClaim(undefined, []).verdict).toBe('open')
  })
})

describe('textures', () => {
  const part = { ...settled('conv1_1'), own: [0.1], others: [0.3, 0.5] }

  test.each([
    ['supported', part, [0.1, 0.1, 0.2]],
    ['contradicted', { ...part, own: [0.6] }, [0.1, 0.1, 0.2]],
    ['contradicted', part, [0.5, 0.5, 0.5]],
  ] as const)('%s', (verdict, set, all) => {
    expect(texturesClaim([set, { ...settled('all'), own: all, others: [] }]).verdict).toBe(verdict)
  })

  test('of one set cannot be told', () => {
    expect(texturesClaim([{ ...settled('all'), own: [0.1], others: [] }]).verdict).toBe('open')
  })
})

describe('the style weight', () => {
  const balances = (...all: [number, number][]) =>
    all.map(([fromContent, fromStyle], i) => ({ ...settled(`weight ${i}`), fromContent, fromStyle }))

  test('is supported where it does as is said at every step', () => {
    expect(styleWeightClaim(balances([0.1, 0.3], [0.2, 0.2], [0.3, 0.1])).verdict).toBe('supported')
  })

  test('is contradicted by one step the wrong way, which is named, though the ends are as is said', () => {
    const claim = styleWeightClaim(balances([0.1, 0.3], [0.2, 0.1], [0.3, 0.15]))
    expect(claim.verdict).toBe('contradicted')
    expect(claim.because).toContain('from weight 1 to weight 2 the distance from the style goes from 0.1 to 0.15')
  })
})

describe('the grid', () => {
  const picture = (name: string, content: number, style: number, fromContents: number[], fromStyles: number[]) => ({
    ...settled(name),
    ...{ content, style, fromContents, fromStyles },
  })

  test('is supported where each picture is nearest to its own, and names those that are not', () => {
    const right = picture('a × s', 0, 0, [0.2, 0.9], [0.1, 0.8])
    expect(gridClaim([right]).verdict).toBe('supported')
    const astray = picture('b × s', 1, 0, [0.2, 0.9], [0.1, 0.8])
    const claim = gridClaim([right, astray])
    expect(claim).toMatchObject({
      verdict: 'contradicted',
      because: '1 of 2 pictures lie nearest to their own content and their own style, but not b × s.',
    })
  })

  test('of one content and one style tells nothing', () => {
    expect(gridClaim([picture('a × s', 0, 0, [0.2], [0.1])]).verdict).toBe('open')
  })
})

describe('the start', () => {
  const run = (who: ComparedRun, pace: number, ...losses: number[]): StartedRun => ({
    ...who,
    curve: losses.map((loss, i) => ({ iteration: i + 1, evaluations: i + 2, loss, seconds: 30 + pace * (i + 2) })),
  })
  const noise = run(settled('noise start'), 1, 900, 90, 40, 30)

  test('is judged by evaluations to a loss that both have reached', () => {
    const content = run(settled('content start'), 1, 60, 25, 20)
    expect(raceOf(content, noise)).toMatchObject({ loss: 30, fromContent: 3, fromNoise: 5 })
    expect(startClaim(content, noise).verdict).toBe('supported')
    expect(startClaim(run(settled('content start'), 1, 900, 800, 90, 40, 30), noise).verdict).toBe('contradicted')
  })

  test('says nothing of sooner or later: a slow machine changes neither verdict nor words', () => {
    const [quick, slow] = [1, 100].map(pace => startClaim(run(settled('content start'), pace, 60, 25, 20), noise))
    expect(slow).toEqual(quick)
    expect(JSON.stringify(quick)).not.toMatch(/sooner|faster|quicker/)
  })

  test('rests on the run whose last loss is compared', () => {
    const content = run(settled('content start'), 1, 60, 25, 20)
    expect(startClaim(content, { ...noise, ...underWay('noise start') }).verdict).toBe('early')
    expect(startClaim({ ...content, ...underWay('content start') }, noise).verdict).toBe('supported')
  })
})
