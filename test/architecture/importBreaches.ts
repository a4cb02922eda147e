import { posix } from 'node:path'

/**
 * The rooms of src from the ground up: folders, and files that stand alone. A room may import what is below it, and nothing beside
 * it on its own floor.
 */
const FLOORS: readonly (readonly string[])[] = [
  ['errors', 'random', 'packageVersion'],
  ['errors.ts'],
  ['graphs'],
  ['images', 'weights', 'runtime', 'optimizers'],
  ['options', 'measures', 'sheets', 'fitting', 'parity'],
  ['stylize'],
  ['engine'],
  ['jobs'],
  ['studies'],
  ['gallery'],
  ['everywhere'],
  ['browser', 'node'],
  ['index'],
  ['cli'],
]

/** The rooms that run under Node only, and may import what is only there. */
const NODE_ROOMS = ['sheets', 'node', 'index', 'cli']
const FOR_NODE = /^(node:|sharp$|jimp$|undici$|yargs$|tinyglobby$|env-paths$|log-update$|onnxruntime-node(\/|$))/

/** Where an import goes that should not, in words; `files` are texts by their paths, as `src/graphs/graph.ts`. */
export function importBreaches(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    importsOf(text).flatMap(specifier => {
      const why = breach(path, specifier)
      return why ? [`${path} imports ${specifier}: ${why}`] : []
    }),
  )
}

function breach(path: string, specifier: string): string | undefined {
  const own = roomOf(path)
  if (!specifier.startsWith('.')) {
    if (FOR_NODE.test(specifier) && !NODE_ROOMS.includes(own))
      return `only ${NODE_ROOMS.join(', ')} run under Node alone`
    if (own === 'graphs' && specifier !== 'onnx-proto') return 'graphs are pure'
    return undefined
  }
  const target = roomOf(posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts'))
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

const importsOf = (text: string): string[] =>
  Array.from(
    text.matchAll(/^\s*(?:import|export)\b[^'"]*?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm),
  ).map(([, named, dynamic, bare]) => named ?? dynamic ?? bare ?? '')
