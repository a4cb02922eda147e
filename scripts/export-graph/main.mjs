import { fileURLToPath } from 'node:url'
import yargs from 'yargs'
import { tableOptions, withTableOptions } from '../../dist/cli/commandOptions.js'
import { errorText } from '../../dist/cli/commandWords.js'
import { requireOnce } from '../../dist/cli/requireOnce.js'
import { NstOnnxError } from '../../dist/errors.js'
import { compileLossGraph } from '../../dist/graphs/lossGraph.js'
import { ModelProto } from '../../dist/graphs/onnxProto.js'
import { tapsOf, termNames } from '../../dist/graphs/specification.js'
import { layersUpTo } from '../../dist/graphs/taps.js'
import { compileTargetsGraph } from '../../dist/graphs/targetsGraph.js'
import { LAYERS_OPTIONS, WEIGHT_OPTIONS } from '../../dist/graphs/terms/termKinds.js'
import { SMALLEST_SIDE } from '../../dist/graphs/vgg19.js'
import { exportTensors } from '../../dist/node/weights/exportTensors.js'
import { loadNetworkWeights } from '../../dist/node/weights/loadNetworkWeights.js'
import { writeAtomically } from '../../dist/node/weights/writeAtomically.js'
import { flagOf } from '../../dist/options/optionsTable.js'
import { resolveSettings } from '../../dist/requests/settings.js'

const inModels = name => fileURLToPath(new URL(`../../models/${name}`, import.meta.url))
const DEFAULT_OUTPUT = inModels('vgg19_losses_grad.onnx')
const DEFAULT_TARGETS = inModels('vgg19_targets.onnx')

/** Options of a run that decide its loss. */
const OF_RUNS = ['preset', ...LAYERS_OPTIONS, ...WEIGHT_OPTIONS, 'pool', 'borders']
/** Options that make the graph another than the one in models/. */
const SPECIFYING = [...OF_RUNS.map(name => flagOf(name).slice(2)), 'tv', 'size']

const text = describe => ({ type: 'string', requiresArg: true, describe })

/** What is wrong with this script's own options. */
class UsageError extends Error {}

/** Runs one command line and returns its exit code. */
export async function main(args) {
  try {
    await exportGraph(args)
    return 0
  } catch (error) {
    if (!(error instanceof NstOnnxError || error instanceof UsageError)) throw error
    console.error(`export-graph: ${errorText(error)}`)
    return 1
  }
}

async function exportGraph(args) {
  const table = withTableOptions(yargs(args), OF_RUNS)
  const options = await table
    .scriptName('export-graph')
    .usage('$0 [options]\n\nWrite the graphs of a loss: of the preset cmu into models/, or a graph of your own.')
    .option('tv', { type: 'boolean', describe: "With total variation, or --no-tv without [default: the preset's]" })
    .option('size', text('Bake in a picture size, as WIDTHxHEIGHT; the graph of the targets takes any size'))
    .option('output', { alias: 'o', ...text('Loss graph [default: models/, where there is no other option]') })
    .option('targets', text('Graph of the targets, too'))
    .option('weights-dir', text('Folder to write the external tensors to, too: where the graph is, as a rule'))
    .option('weights', text('Safetensors file to take them from [default: where a run looks]'))
    .implies('weights', 'weights-dir')
    .strict()
    .demandCommand(0, 0)
    .version(false)
    .alias('h', 'help')
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw new UsageError(`${(message ?? error.message).replaceAll(/\s+/g, ' ')}; see --help`)
    })
    .parseAsync()
  if (options.help) return
  requireOnce(options)

  const size = sizeFrom(options.size)
  const weights = options.weights
  const specification = specificationFrom(options)
  const { output, targets } = destinations(options)
  const weightsFolder = options.weightsDir

  const layers = layersUpTo(tapsOf(specification)).map(({ name }) => name)
  const network = weightsFolder && (await loadNetworkWeights({ layers, ...(weights && { weights }) }))

  await write(output, compileLossGraph(specification, size))
  console.log(`${output}: terms ${termNames(specification).join(', ')}`)
  if (targets) {
    await write(targets, compileTargetsGraph(specification))
    console.log(`${targets}: its targets`)
  }
  if (network) console.log(`${weightsFolder}: ${(await exportTensors(network, weightsFolder)).length} tensors`)
}

/** What a run with the same options computes. */
function specificationFrom(options) {
  const table = tableOptions(Object.fromEntries(OF_RUNS.map(name => [flagOf(name).slice(2), options[name]])))
  const tvWeight = options.tv
  return resolveSettings({ preset: 'cmu', ...table, ...(tvWeight !== undefined && { tvWeight: Number(tvWeight) }) })
    .specification
}

function destinations(options) {
  const { output, targets } = options
  if (output !== undefined) return { output, targets }
  const given = SPECIFYING.find(name => options[name] !== undefined)
  if (given) {
    throw new UsageError(`--output: name a file for a graph with --${given}; models/ holds the preset cmu`)
  }
  return { output: DEFAULT_OUTPUT, targets: targets ?? DEFAULT_TARGETS }
}

function sizeFrom(given) {
  if (given === undefined) return undefined
  const [, width, height] = (/^(\d+)x(\d+)$/.exec(given) ?? []).map(Number)
  if (width >= SMALLEST_SIDE && height >= SMALLEST_SIDE) return { width, height }
  throw new UsageError(`--size: ${given} is not WIDTHxHEIGHT, each ${SMALLEST_SIDE} or more`)
}

function write(path, model) {
  return writeAtomically(path, ModelProto.encode(model).finish(), 'choose another --output or --targets')
}
