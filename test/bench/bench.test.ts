import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { nstOnnx } from '../cli/nstOnnx.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const bin = fileURLToPath(new URL('../../bench/main.mjs', import.meta.url))

test('the bench prints a table, writes the same as JSON, and names an absent rival as absent', async () => {
  const cwd = await temporaryFolder()
  const args = 'evaluation --sizes 32 --presets cmu --rivals floor,pytorch --rounds 2 --threads 1 -o results.json'
  const env = { PYTHON: join(cwd, 'no-python') }
  const { code, stdout, stderr } = await nstOnnx(args.split(' '), { cwd, bin, env })
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('results are in results.json') })

  expect(stdout).toContain('One evaluation: loss and gradient')
  expect(stdout).toMatch(/^cmu +32² +nst-onnx +[\d.]+ \([\d.]+ – [\d.]+\) +2 /m)
  expect(stdout).toMatch(/^cmu +32² +PyTorch +no Python with PyTorch/m)

  const { machine, cases } = JSON.parse(await readFile(join(cwd, 'results.json'), 'utf8'))
  expect(machine).toMatchObject({ node: process.versions.node, processor: expect.any(String) })
  const [{ name, table, measurements }] = cases
  expect(name).toBe('evaluation')
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
  const [ours, floor, pytorch] = measurements
  expect(ours).toMatchObject({ name: 'nst-onnx', preset: 'cmu', size: 32 })
  expect(ours.evaluations).toHaveLength(2)
  expect(ours.evaluations[0].loss).toBeGreaterThan(0)
  expect(floor.evaluations).toHaveLength(2)
  expect(pytorch.absent).toContain('no Python with PyTorch')
  expect(pytorch.evaluations).toEqual([])
})

test('the bench refuses what it does not know in one line', async () => {
  const { code, stdout, stderr } = await nstOnnx(['evaluation', '--rivals', 'jax'], {
    cwd: await temporaryFolder(),
    bin,
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^bench: rivals: there is no jax; choose from .*pytorch.*\n$/)
})

test("the bench tells the optimiser's own work from the evaluations of a run", async () => {
  const args = 'optimizer --sizes 32 --rivals none --threads 1 -o results.json'
  const { code, stdout } = await nstOnnx(args.split(' '), { cwd: await temporaryFolder(), bin })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ *32² +10 +[\d.]+ \([\d.]+ – [\d.]+\) +[\d.]+ \(/m)
})
