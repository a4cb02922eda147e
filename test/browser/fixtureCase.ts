import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { LossEvaluation, LossSpecification, Planes, TermName } from 'nst-onnx'
import { expect } from 'vitest'
import { tapsOf } from '../../src/graphs/specification.js'
import { layersUpTo } from '../../src/graphs/taps.js'
import type { Vgg19Layer } from '../../src/graphs/vgg19.js'
import { readFixture } from '../../src/parity/fixture.js'
import { parseSafetensors } from '../../src/weights/safetensors.js'
import { fixturePaths } from '../graphs/sharedFixtures.js'

/** What is asked of a backend: plain data, so that it can go into a page. */
export interface Question {
  readonly layers: readonly Vgg19Layer[]
  readonly specification: LossSpecification
  readonly pictures: { readonly image: Planes; readonly content: Planes; readonly style: Planes }
}

export interface FixtureCase extends Question {
  readonly name: string
  /** The reference: float64 autograd. */
  readonly expected: LossEvaluation
}

export const FIXTURES: readonly FixtureCase[] = await Promise.all((await fixturePaths()).map(readCase))

async function readCase(path: string): Promise<FixtureCase> {
  const fixture = parseSafetensors(path, await readFile(path))
  const { specification, terms } = readFixture(fixture)
  const values = async (name: string) => (await fixture.tensor(name)).data
  const number = async (name: string) => (await values(name))[0] ?? Number.NaN
  const planes = async (name: string) => {
    const [, , height = 0, width = 0] = fixture.entries.get(name)?.shape ?? []
    return { height, width, pixels: Float32Array.from(await values(name)) }
  }
  return {
    name: basename(path, '.safetensors'),
    layers: layersUpTo(tapsOf(specification)).map(({ name }) => name),
    specification,
    pictures: { image: await planes('image'), content: await planes('content'), style: await planes('style') },
    expected: {
      loss: await number('loss'),
      terms: await terms(),
      gradient: Float32Array.from(await values('gradient')),
    },
  }
}

/** As the design asks of a float32 backend. */
export function expectAgreement({ loss, terms, gradient }: LossEvaluation, expected: LossEvaluation): void {
  const RELATIVE = 1e-4
  expect(Math.abs(loss / expected.loss - 1)).toBeLessThan(RELATIVE)
  expect(Object.keys(terms).sort()).toEqual(Object.keys(expected.terms).sort())
  for (const [term, value] of Object.entries(expected.terms))
    expect(Math.abs((terms[term as TermName] ?? Number.NaN) / (value ?? Number.NaN) - 1), term).toBeLessThan(RELATIVE)

  expect(gradient).toHaveLength(expected.gradient.length)
  const norm = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0))
  const difference = expected.gradient.map((value, i) => value - gradient[i]!)
  expect(norm(difference) / norm(expected.gradient)).toBeLessThan(RELATIVE)
  const product = expected.gradient.reduce((sum, value, i) => sum + value * gradient[i]!, 0)
  expect(product / norm(expected.gradient) / norm(gradient)).toBeGreaterThan(0.999999)
}

/** The upper left corner of a picture. */
export function corner({ width, height, pixels }: Planes, toWidth: number, toHeight: number): Planes {
  const cut = Float32Array.from({ length: 3 * toWidth * toHeight }, (_, i) => {
    const [row, x] = [Math.floor(i / toWidth), i % toWidth]
    const [plane, y] = [Math.floor(row / toHeight), row % toHeight]
    return pixels[(plane * height + y) * width + x]!
  })
  return { width: toWidth, height: toHeight, pixels: cut }
}
