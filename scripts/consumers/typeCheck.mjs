import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The ways in which TypeScript finds a package's types. */
export const RESOLUTIONS = [['node16'], ['nodenext'], ['esnext', '--moduleResolution', 'bundler']]

const file = path => fileURLToPath(new URL(path, import.meta.url))

/**
 * Checks the types of what a Node program and a page make of the package that is installed in a folder, strictly and without
 * sparing the types of libraries: by the name of the entry, and by the condition `browser`.
 *
 * @param run called with a program, its arguments and the folder; throws where it fails
 */
export function typeCheck(folder, resolution, run) {
  for (const name of ['node.ts', 'page.ts', 'condition.ts', 'entries.ts']) copyFileSync(file(name), join(folder, name))
  const check = (...more) =>
    run(
      process.execPath,
      [
        file('../../node_modules/typescript/bin/tsc'),
        ...['--strict', '--noEmit', '--target', 'es2022', '--skipLibCheck', 'false', '--types', ''],
        ...['--module', ...resolution, ...more],
      ],
      folder,
    )
  check('node.ts', 'page.ts', 'entries.ts')
  check('--customConditions', 'browser', 'condition.ts', 'entries.ts')
}
