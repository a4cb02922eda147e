import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url))

/** A page as a bundler makes it. */
export interface Bundle {
  /** What to serve. */
  readonly folder: string
  /** Paths or names of the modules that went into the page and its workers. */
  readonly modules: readonly string[]
  /** Warnings of the bundler. */
  readonly warnings: readonly string[]
}

/**
 * Bundles a page with Vite and nothing but its defaults, in a folder outside the checkout where the package is installed
 * under its name: what it imports from `nst-onnx` comes through package.json's exports.
 *
 * @param files by name, index.html among them
 */
export async function bundlePage(
  files: Readonly<Record<string, string>>,
): Promise<Bundle & { remove(): Promise<void> }> {
  const project = await mkdtemp(join(tmpdir(), 'nst-onnx-page-'))
  await mkdir(join(project, 'node_modules'))
  await symlink(CHECKOUT, join(project, 'node_modules/nst-onnx'), 'dir')
  for (const [name, content] of Object.entries(files)) await writeFile(join(project, name), content)
  const folder = join(project, 'dist')
  const modules = new Set<string>()
  const warnings: string[] = []
  const listModules = (): Rolldown.Plugin => ({
    name: 'list-modules',
    moduleParsed: ({ id }) => void modules.add(id),
  })
  await build({
    root: project,
    configFile: false,
    logLevel: 'warn',
    customLogger: quietLogger(warnings),
    plugins: [listModules()],
    worker: { plugins: () => [listModules()] },
    build: { outDir: folder, emptyOutDir: true },
  })
  return { folder, modules: [...modules], warnings, remove: () => rm(project, { recursive: true }) }
}

function quietLogger(warnings: string[]) {
  const warn = (message: string) => void warnings.push(message)
  return {
    info() {},
    warn,
    warnOnce: warn,
    error: warn,
    clearScreen() {},
    hasErrorLogged: () => false,
    hasWarned: false,
  }
}
