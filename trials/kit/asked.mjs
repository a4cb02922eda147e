import { parseArgs } from 'node:util'

/**
 * What a trial was asked for: the seed, and which of `count` things it is to try, as the numbers of them. `--part K/N` takes the
 * K-th stretch of them, `--share N` every N-th.
 */
export function asked(count, argv = process.argv.slice(2)) {
  const { values } = parseArgs({
    args: argv,
    options: {
      seed: { type: 'string', default: '1' },
      part: { type: 'string', default: '1/1' },
      share: { type: 'string', default: '1' },
    },
  })
  const [part, parts] = values.part.split('/').map(Number)
  const all = Array.from({ length: Math.ceil(count / Number(values.share)) }, (_, i) => i * Number(values.share))
  const [first, end] = [((part - 1) * all.length) / parts, (part * all.length) / parts]
  return { seed: Number(values.seed), numbers: all.slice(Math.floor(first), Math.floor(end)) }
}
