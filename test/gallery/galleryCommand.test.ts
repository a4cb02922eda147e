import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseRecipe, readPicture, readRecipe } from 'nst-onnx'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedBrowser } from '../browser/sharedBrowser.js'
import { nstOnnx, nstOnnxHere } from '../cli/nstOnnx.js'
import { filesIn, temporaryFolder } from '../weights/temporaryFolder.js'
import { gallery, galleryOfOne, pageIn } from './smallGallery.js'

describe('a gallery', () => {
  const FIGURES = [
    'layers',
    'reconstruction-seeds',
    'textures',
    'texture-seeds',
    'style-weight',
    'start',
    'grid',
    'own-pictures',
  ]
  let browser: Browser
  let whole: string
  beforeAll(async () => {
    browser = await sharedBrowser()
    whole = await mkdtemp(join(tmpdir(), 'nst-onnx-gallery-'))
    expect(await nstOnnxHere(gallery, { cwd: whole })).toMatchObject({ code: 0, stdout: '' })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(whole, { recursive: true })
  })

  /** A folder with the undisturbed gallery in it. */
  const finished = async () => {
    const cwd = await temporaryFolder()
    await cp(whole, cwd, { recursive: true })
    return cwd
  }

  test('is one page with every figure, which opens from disk and asks for nothing', async () => {
    const cwd = await finished()
    expect((await filesIn(cwd)).filter(path => !path.startsWith('out/pictures/'))).toEqual(['out/index.html'])

    const page = await browser.newPage()
    const noise: string[] = []
    page.on('console', message => noise.push(message.text()))
    page.on('pageerror', error => noise.push(error.message))
    page.on('request', request => noise.push(request.url()))
    const address = pathToFileURL(join(cwd, 'out', 'index.html')).href
    await page.goto(address)
    expect(noise).toEqual([address])
    for (const id of FIGURES) {
      const figure = page.locator(`#${id}`)
      const widths = await figure
        .locator('img')
        .evaluateAll(images => images.map(image => (image as unknown as { naturalWidth: number }).naturalWidth))
      expect({ id, shown: widths.length > 0 && widths.every(width => width > 0) }).toEqual({ id, shown: true })
      // Figures whose runs lower one loss have a plot: another start, another noise.
      const plots = await figure.locator('svg').count()
      expect({ id, plots }).toEqual({ id, plots: /seeds$|^start$/.test(id) ? 1 : 0 })
    }
    // What is saved from the page says how it was made.
    const address64 = await page.locator('#texture-seeds img').last().getAttribute('src')
    const saved = Buffer.from(address64?.split(',')[1] ?? '', 'base64')
    expect(parseRecipe(readRecipe(saved) ?? '', 'saved').format).toBe('webp')
    // Two contents, two styles, the corner, and four pictures.
    expect(await page.locator('#grid img').count()).toBe(8)
    expect(await page.getByText('not made').count()).toBe(0)
    await page.close()
  })

  test('begun again makes nothing anew, and the page is the same to the byte', async () => {
    const cwd = await finished()
    const page = await pageIn(cwd)
    const { stderr } = await nstOnnxHere(gallery, { cwd })
    expect(stderr.match(/^\d+\/\d+ .*$/gm)?.filter(line => !line.endsWith(': made before'))).toEqual([])
    expect(await pageIn(cwd)).toBe(page)
  })

  test('makes again what another option changes, and no more', async () => {
    const cwd = await finished()
    const more = gallery.map(word => (word === 'conv_1,conv_4' ? 'conv_1,conv_2,conv_4' : word))
    const { stderr } = await nstOnnxHere(more, { cwd })
    const made = stderr.match(/^\d+\/\d+ .*$/gm)?.filter(line => !line.endsWith(': made before'))
    expect(made).toEqual([expect.stringContaining('reconstruction-1-tubingen-conv1_2-seed1')])
  })

  test('Ctrl-C keeps what is finished and leaves an earlier page as it is', async () => {
    const cwd = await finished()
    const page = await pageIn(cwd)
    const longer = gallery.map(word => (word === '3' ? '9' : word))
    const outcome = await nstOnnx(longer, {
      cwd,
      onStderr: (stderr, child) => {
        if (/^2\/\d+ /m.test(stderr) && !stderr.includes('stopping')) child.kill('SIGINT')
      },
    })
    expect(outcome.code).toBe(130)
    expect(outcome.stderr).toContain('the same command goes on from there')
    expect(await pageIn(cwd)).toBe(page)
    const first = join(cwd, 'out', 'pictures', 'reconstruction-1-tubingen-conv1_1-seed1.png')
    expect(parseRecipe(readRecipe(await readFile(first)) ?? '', first).result.iterations).toBe(9)
  })

  test('an unreadable picture is told first and costs nothing that is finished', async () => {
    const cwd = await finished()
    const before = await filesIn(cwd)
    await writeFile(join(cwd, 'text.jpg'), 'This is no picture.\n')
    const outcome = await nstOnnxHere([...gallery.slice(0, 3), 'text.jpg', ...gallery.slice(3)], { cwd })
    expect(outcome).toMatchObject({ code: 3, stdout: '' })
    expect(outcome.stderr).toMatch(/^nst-onnx: text\.jpg: this is a text file.*\n$/)
    await rm(join(cwd, 'text.jpg'))
    expect(await filesIn(cwd)).toEqual(before)
  })

  test('a page that cannot be written is told first', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'out', 'index.html'), { recursive: true })
    const outcome = await nstOnnxHere(gallery, { cwd })
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toMatch(/^nst-onnx: out\/index\.html: this is a folder[^\n]*\n$/)
    expect(await filesIn(cwd)).toEqual([])
  })

  test('of one content and one style has all figures, and leaves open what it cannot tell', async () => {
    const cwd = await temporaryFolder()
    expect(await nstOnnxHere([...galleryOfOne, '--quiet'], { cwd })).toEqual({
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
    })
    const page = await pageIn(cwd)
    // The only larger picture opens the page.
    for (const id of FIGURES)
      expect({ id, there: page.includes(`id="${id}"`) }).toEqual({ id, there: id !== 'own-pictures' })
    expect(page).toContain('It takes two contents or two styles to tell them apart.')
    expect(page).toContain('One pair of different pictures is no yardstick.')
    const larger = await readPicture(join(cwd, 'out', 'pictures', 'transfer-1-tubingen-1-the_scream-larger.png'))
    expect(larger.width).toBe(96)
  })
})
