import { posix } from 'node:path'
import { importsOf, reached, targetOf } from './importsOf.js'

/**
 * The rooms of src from the ground up: folders, and files that stand alone. A room may import what is below it, and nothing beside
 * it on its own floor.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['errors', 'random', 'packageVersion', 'checkpoints', 'kernels'],
  ['errors.ts'],
  ['graphs'],
  ['images', 'weights', 'runtime', 'optimizers'],
  ['options', 'regions', 'measures', 'sheets', 'fitting', 'parity'],
  ['requests'],
  ['recipes', 'memory'],
  ['stylize'],
  ['engine'],
  ['jobs'],
  ['studies'],
  ['gallery'],
  ['everywhere', 'entries'],
  ['browser', 'node'],
  ['index'],
  ['service'],
  ['cli'],
]

/** The rooms that run under Node only, and may import what is only there. */
const NODE_ROOMS = ['sheets', 'node', 'index', 'service', 'cli']
const FOR_NODE =
  /^(node:|sharp$|jimp$|undici$|yargs$|tinyglobby$|env-paths$|log-update$|fastify$|@fastify\/|prom-client$|bullmq$|ioredis$|onnxruntime-node(\/|$))/

/** The places from which the package is used as its users do: by its entries alone. */
const OUTSIDE = /^(web|examples)\//
/** What is only for programs under Node, outside the package. */
const PROGRAMS = /^(web\/build\/|web\/vite\.config\.ts$|examples\/)/
/** Pictures are no code. */
const PICTURE = /^examples\/pictures\/(?:[^/]+\/)?[^/]+\.(?:png|webp)$/

/**
 * Where an import goes that should not, in words; `files` are texts by their paths, as `src/graphs/graph.ts`.
 *
 * @param entries the names by which the package is imported
 */
export function importBreaches(files: ReadonlyMap<string, string>, entries: readonly string[] = []): string[] {
  return [...files].flatMap(([path, text]) =>
    importsOf(text).flatMap(specifier => {
      const why = OUTSIDE.test(path) ? outsideBreach(path, specifier, entries) : breach(path, specifier)
      return why ? [`${path} imports ${specifier}: ${why}`] : []
    }),
  )
}

/** The files that a page may load through these ones, and what is only there for Node among their imports, in words. */
export function nodeModulesFrom(files: ReadonlyMap<string, string>, starts: readonly string[]): string[] {
  return reached(files, starts).flatMap(path =>
    importsOf(files.get(path) ?? '')
      .filter(specifier => FOR_NODE.test(specifier))
      .map(specifier => `${path} imports ${specifier}: a page loads it`),
  )
}

function outsideBreach(path: string, specifier: string, entries: readonly string[]): string | undefined {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier)
    const [folder] = path.split('/')
    return target.startsWith(`${folder}/`) || PICTURE.test(target)
      ? undefined
      : `${folder} uses the package by its entries`
  }
  if (/^nst-onnx(\/|$)/.test(specifier))
    return entries.includes(specifier) ? undefined : 'the package has no such entry'
  return PROGRAMS.test(path) ? undefined : 'a page has the package only'
}

function breach(path: string, specifier: string): string | undefined {
  const own = roomOf(path)
  if (!specifier.startsWith('.')) {
    if (FOR_NODE.test(specifier) && !NODE_ROOMS.includes(own))
      return `only ${NODE_ROOMS.join(', ')} run under Node alone`
    if (own === 'graphs' && specifier !== 'onnx-proto') return 'graphs are pure'
    return undefined
  }
  const target = roomOf(targetOf(path, specifier))
  if (target === own) return undefined
  const [from, to] = [floorOf(own), floorOf(target)]
  if (from < 0 || to < 0) return `${from < 0 ? own : target} has no floor in test/architecture`
  return to < from ? undefined : `${target} is not below ${own}`
}

const floorOf = (room: string): number => FLOORS.findIndex(floor => floor.includes(room))

/** `graphs` for src/graphs/terms/sums.ts, `index` for src/index.ts; errors.ts keeps its ending beside its folder. */
function roomOf(path: string): string {
  const [, first = '', ...rest] = path.split('/')
  if (rest.length > 0) return first
  return first === 'errors.ts' ? first : first.replace(/\.ts$/, '')
}
