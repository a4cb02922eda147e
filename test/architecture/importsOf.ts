import { posix } from 'node:path'

/** What a file imports, and the modules that it starts by their places beside it or in the package. */
export const importsOf = (text: string): string[] =>
  Array.from(
    text.matchAll(
      /^\s*(?:import|export)\b[^'"]*?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'|\bnew URL\('(\.[^']+\.js)'|\bpackageFile\('(dist\/[^']+\.js)'/gm,
    ),
  ).map(found => found.slice(1).find(specifier => specifier !== undefined) ?? '')

/** The file that an import goes to. */
export const targetOf = (path: string, specifier: string): string =>
  (specifier.startsWith('dist/')
    ? specifier.replace('dist/', 'src/')
    : posix.join(posix.dirname(path), specifier)
  ).replace(/\.js$/, '.ts')

/** The files that are loaded, or started as workers and processes of their own, through these ones; these included. */
export function reached(files: ReadonlyMap<string, string>, starts: readonly string[]): string[] {
  const found = new Set(starts)
  // A set hands out what is added while it is walked through.
  for (const path of found) {
    for (const specifier of importsOf(files.get(path) ?? '')) {
      const target = targetOf(path, specifier)
      if (files.has(target)) found.add(target)
    }
  }
  return [...found]
}
