import { importsOf, targetOf } from './importsOf.js'

/** Circles of files that import each other, in types too, each as the paths that it goes through. */
export function importCircles(files: ReadonlyMap<string, string>): string[] {
  const circles: string[] = []
  const done = new Set<string>()
  const follow = (path: string, way: readonly string[]): void => {
    const seen = way.indexOf(path)
    if (seen >= 0) circles.push([...way.slice(seen), path].join(' → '))
    if (seen >= 0 || done.has(path)) return
    for (const specifier of importsOf(files.get(path) ?? '')) {
      const target = targetOf(path, specifier)
      if (specifier.startsWith('.') && files.has(target)) follow(target, [...way, path])
    }
    done.add(path)
  }
  for (const path of files.keys()) follow(path, [])
  return circles
}
