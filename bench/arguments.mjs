import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { QUICK_RIVALS, RIVALS, rivalsOn } from './rivals.mjs'

const PRESETS = ['cmu', 'gatys', 'paint']
/** The case that `--quick` stands for. */
export const QUICK = 'headlines'
const DEVICES = ['cpu', 'cuda', 'webgpu']

export function usage(cases) {
  return `npm run bench -- [CASE …] [options]

Measures this project against rivals that take turns with it. Without a case, all of them: ${cases.join(', ')}.

  --quick             one page of headlines, in two to three minutes, in place of cases
  --sizes N,…         long sides of pictures in pixels
  --presets NAME,…    ${PRESETS.join(', ')}
  --rivals NAME,…     ${Object.keys(RIVALS).join(', ')}; or none
  --rounds N          evaluations, or runs, of each contestant
  --iterations N      of a whole run
  --evaluations N     of the reference that quality is measured by
  --pair FILE,FILE    content and style, for runs on pictures; may be given several times
  --device NAME       ${DEVICES.join(', ')} [default: cpu]
  --threads N         [default: all cores]
  --pictures FOLDER   keep the pictures that runs end with
  -o, --output FILE   results as JSON [default: a new file in bench/results]
  --as NAME           keep the results of a case under another name
  --markdown          print tables as Markdown
  -h, --help          print this

What an option leaves open is each case's own choice. $PYTHON names the Python that has PyTorch.`
}

/** Reads the command line. Throws an error with one line that says what is wrong. */
export function parseArguments(argv, cases) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      sizes: { type: 'string' },
      presets: { type: 'string' },
      rivals: { type: 'string' },
      rounds: { type: 'string' },
      iterations: { type: 'string' },
      evaluations: { type: 'string' },
      pair: { type: 'string', multiple: true },
      device: { type: 'string', default: 'cpu' },
      threads: { type: 'string', default: String(availableParallelism()) },
      pictures: { type: 'string' },
      output: { type: 'string', short: 'o' },
      as: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.quick && positionals.length > 0)
    throw new Error(`--quick: takes no case, so ${positionals[0]} has no place`)
  const { sizes, presets, rivals, rounds, iterations, evaluations, pair, device, threads } = values
  const given = {
    ...(sizes && {
      sizes: list(sizes)
        .map(size => count('sizes', size))
        .sort((a, b) => a - b),
    }),
    ...(presets && { presets: oneOf('presets', list(presets), PRESETS) }),
    ...(rounds && { rounds: count('rounds', rounds) }),
    ...(iterations && { iterations: count('iterations', iterations) }),
    ...(evaluations && { evaluations: count('evaluations', evaluations) }),
    ...(pair && { pairs: pair.map(pictures) }),
  }
  return {
    ...values,
    cases: values.quick ? [QUICK] : positionals.length > 0 ? oneOf('a case', positionals, cases) : cases,
    given,
    device: oneOf('device', [device], DEVICES)[0],
    threads: count('threads', threads),
    rivals:
      rivals === undefined
        ? values.quick
          ? QUICK_RIVALS
          : rivalsOn(device)
        : rivals === 'none'
          ? []
          : oneOf('rivals', list(rivals), Object.keys(RIVALS)),
  }
}

const list = text => text.split(',')

function count(name, text) {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: ${text} is not a whole number above 0`)
  return value
}

function oneOf(name, values, choices) {
  const unknown = values.find(value => !choices.includes(value))
  if (unknown !== undefined) throw new Error(`${name}: there is no ${unknown}; choose from ${choices.join(', ')}`)
  return values
}

function pictures(text) {
  const [content, style, ...more] = list(text)
  if (!style || more.length > 0) throw new Error(`--pair: ${text} is not two files with a comma between them`)
  return { content, style }
}
