import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, vi } from 'vitest'
import { main as mainHere } from '../../dist/cli/main.js'
import { small } from '../stylize/pictures.js'

const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url))

export const TUBINGEN = shared('images/tubingen.jpg')
export const STARRY_NIGHT = shared('images/starry_night.jpg')
export const SCREAM = shared('images/the_scream.jpg')
export const SHARED_WEIGHTS = shared('weights/vgg19.safetensors')
export const FIXTURE = shared('fixtures/seed_max_64x48.safetensors')

export const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url))

/** A command line's exit code. */
export type Main = (args: readonly string[]) => Promise<number>

export interface Outcome {
  /** Null where a signal ended the process. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** The working directory. */
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** The program, where it is not this checkout's. */
  readonly bin?: string
  readonly onStart?: (child: ChildProcess) => void
  /** Called with all of stderr so far whenever there is more. */
  readonly onStderr?: (stderr: string, child: ChildProcess) => void
}

/** Runs `nst-onnx` with these arguments in a process of its own. */
export function nstOnnx(
  args: readonly string[],
  { cwd, env, bin = BIN, onStart, onStderr }: RunOptions,
): Promise<Outcome> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    // One that hangs does not outlive its test.
    timeout: 90_000,
    killSignal: 'SIGKILL',
  })
  onStart?.(child)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
    onStderr?.(stderr, child)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

/**
 * Runs `nst-onnx`, or another command line, in this process, which saves the start of one: for all that has nothing to do with
 * processes and signals. What would be a stack trace in a process of its own is thrown.
 */
export async function nstOnnxHere(
  args: readonly string[],
  { cwd, env = {}, main = mainHere }: Pick<RunOptions, 'cwd' | 'env'> & { readonly main?: Main },
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' }
  const streams = (['stdout', 'stderr'] as const).map(name =>
    vi.spyOn(process[name], 'write').mockImplementation(text => {
      written[name] += text
      return true
    }),
  )
  // What is said by way of the console, which a test runner keeps from the stream.
  const said = (['log', 'error'] as const).map(name =>
    vi.spyOn(console, name).mockImplementation(text => {
      written[name === 'log' ? 'stdout' : 'stderr'] += `${text}\n`
    }),
  )
  const before = process.cwd()
  const environment = { ...process.env }
  process.chdir(cwd)
  Object.assign(process.env, env)
  try {
    return { code: await main(args), signal: null, ...written }
  } finally {
    process.chdir(before)
    for (const name of Object.keys(env)) delete process.env[name]
    Object.assign(process.env, environment)
    for (const spy of [...streams, ...said]) spy.mockRestore()
  }
}

/** Copies at 128 pixels, in PNG files of the same names. */
export async function smallCopies(...paths: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nst-onnx-pictures-'))
  afterAll(() => rm(folder, { recursive: true }))
  const copies = paths.map(path => join(folder, `${basename(path, '.jpg')}.png`))
  await Promise.all(paths.map(async (path, index) => writeFile(copies[index] ?? '', await small(path))))
  return copies
}

/** The words of a command out of a recipe, which names pictures without their folders: with these pictures' paths. */
export function wordsOf(command: string, pictures: readonly string[]): string[] {
  const [, ...words] = command.trim().split(' ')
  return words.map(word => pictures.find(path => basename(path) === word) ?? word)
}

/** The message of a failed run: one line on stderr, begun with the program's name; nothing on stdout. */
export function complaint({ stdout, stderr }: Outcome): string {
  expect(stdout).toBe('')
  const lines = stderr.trimEnd().split('\n')
  // What a run had told by then is no error.
  const errors = lines.filter(line => !/^(features: |fitting filters )/.test(line))
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatch(/^nst-onnx: /)
  return errors[0] ?? ''
}
