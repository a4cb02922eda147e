import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findNativeRuntime, installCommand, RUNTIME_VERSION } from '../../src/node/engine/nativeRuntime.js'
import { complaint, nstOnnx } from '../cli/nstOnnx.js'
import { png } from '../stylize/pictures.js'
import { temporaryFolder } from '../weights/temporaryFolder.js'

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url))
const BINDING = join('bin', 'napi-v6', process.platform, process.arch, 'onnxruntime_binding.node')

/** 32×32 black pixels, which jimp alone decodes. */
const BMP = Buffer.concat([
  Buffer.from('424d360c00000000000036000000280000002000000020000000010018000000000000000000', 'hex'),
  Buffer.alloc(16 + 32 * 32 * 3),
])

/** A project with the package installed in it, and all that it depends on but onnxruntime-node. */
async function projectWithoutRuntime(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'nst-onnx-'))
  const modules = join(project, 'node_modules')
  await mkdir(join(modules, 'nst-onnx'), { recursive: true })
  for (const name of ['package.json', 'dist', 'models'])
    await cp(join(CHECKOUT, name), join(modules, 'nst-onnx', name), { recursive: true })
  for (const name of await readdir(join(CHECKOUT, 'node_modules')))
    if (name !== 'onnxruntime-node') await symlink(join(CHECKOUT, 'node_modules', name), join(modules, name))
  await writeFile(join(project, 'package.json'), '{}')
  await writeFile(join(project, 'a.png'), await png(24, 24))
  return project
}

describe('where onnxruntime-node', () => {
  let project: string
  beforeAll(async () => {
    project = await projectWithoutRuntime()
  })
  afterAll(() => rm(project, { recursive: true }))

  const call = (...args: string[]) =>
    nstOnnx(args, { cwd: project, bin: join(project, 'node_modules/nst-onnx/dist/cli/bin.js') })
  const run = () => call('run', 'a.png', 'a.png', '-o', 'b.png', '--weights', 'fitted', '--device', 'cpu')

  test('is not installed, help works, and a run is one line that says how to get it', async () => {
    expect(await call('--help')).toMatchObject({ code: 0, stderr: '' })
    for (const outcome of [await run(), await call('devices')]) {
      expect(complaint(outcome)).toMatch(
        /^nst-onnx: ONNX Runtime is not installed; run: .*npm install onnxruntime-node@/,
      )
      expect(outcome.code).toBe(5)
    }
  })

  test('and jimp are not installed, the picture is not called damaged', async () => {
    await rename(join(project, 'node_modules/jimp'), join(project, 'jimp'))
    await writeFile(join(project, 'a.bmp'), BMP)
    const { stderr } = await nstOnnx(['-e', "import('nst-onnx').then(nst => nst.readPicture('a.bmp'))"], {
      cwd: project,
      bin: '--input-type=module',
    })
    await rename(join(project, 'jimp'), join(project, 'node_modules/jimp'))
    expect(stderr).toContain("NstOnnxError: nst-onnx is not whole: Cannot find package 'jimp'")
  })

  test('has a binary that is damaged or missing, a run says so', async () => {
    const folder = join(project, 'node_modules/onnxruntime-node')
    await mkdir(dirname(join(folder, BINDING)), { recursive: true })
    for (const name of ['package.json', 'dist'])
      await cp(join(CHECKOUT, 'node_modules/onnxruntime-node', name), join(folder, name), { recursive: true })
    const missing = await run()
    expect(complaint(missing)).toMatch(/ONNX Runtime has no binary for .*; get it back: .*npm install/)
    await writeFile(join(folder, BINDING), 'damaged')
    const damaged = await run()
    expect(complaint(damaged)).toMatch(/ONNX Runtime cannot be loaded on .*; if it is damaged: .*npm install/)
    await cp(join(CHECKOUT, 'node_modules/onnxruntime-node', BINDING), join(folder, BINDING))
    await truncate(join(folder, BINDING), 5000)
    const cut = await run()
    // Only on Linux does the system kill a process that loads one.
    expect(complaint(cut)).toMatch(process.platform === 'linux' ? /is cut short; get it back: .*npm install/ : /./)
    expect([missing.code, damaged.code, cut.code]).toEqual([5, 5, 5])
    expect(await readdir(project)).not.toContain('b.png')
  })
})

describe('the command that installs onnxruntime-node', () => {
  test('is for the folder whose packages hold this one, by pnpm too, or for all users', async () => {
    const root = await temporaryFolder()
    await writeFile(join(root, 'package.json'), '{}')
    const here = `npm install onnxruntime-node@${RUNTIME_VERSION}`
    expect(installCommand(join(root, 'node_modules/nst-onnx/dist/x.js'), root)).toMatch(here)
    expect(installCommand(join(root, 'node_modules/.pnpm/a/node_modules/nst-onnx/x.js'), '/')).toMatch(
      `npm install --prefix ${root} onnxruntime-node@`,
    )
    expect(installCommand('/usr/lib/node_modules/nst-onnx/x.js', root)).toMatch('npm install -g onnxruntime-node@')
  })

  test('is for the version that package.json asks for', async () => {
    const { optionalDependencies } = JSON.parse(await readFile(join(CHECKOUT, 'package.json'), 'utf8'))
    expect(optionalDependencies).toEqual({ 'onnxruntime-node': RUNTIME_VERSION })
    expect(findNativeRuntime()?.version).toBe(RUNTIME_VERSION)
  })
})
