import type { ArgumentsCamelCase, Argv, CommandModule } from 'yargs'
import { NstOnnxError } from '../../errors.js'
import { layersUpTo, parseTap } from '../../graphs/taps.js'
import { VGG19_LAYERS, type Vgg19Layer } from '../../graphs/vgg19.js'
import { exportTensors } from '../../node/weights/exportTensors.js'
import { loadNetworkWeights } from '../../node/weights/loadNetworkWeights.js'
import { locateWeights } from '../../node/weights/locateWeights.js'
import { pullWeights } from '../../node/weights/pullWeights.js'
import { defaultCacheFolder, verifyCache } from '../../node/weights/shardCache.js'
import { OXFORD_ATTRIBUTION } from '../../weights/oxfordManifest.js'
import { openDownloadProgress } from '../downloadProgress.js'
import { print } from '../terminal.js'

type Args = ArgumentsCamelCase<{ layers?: string; mirror?: string; weights?: string; folder?: string }>

/** `nst-onnx weights pull|verify|path|export`: getting and checking VGG-19's weights. */
export function weightsCommand(): CommandModule {
  return {
    command: 'weights',
    describe: "Get and check VGG-19's weights",
    builder: argv =>
      argv
        .command('pull', 'Download the layers that are not in the cache yet', withLayers, pull)
        .command('verify', 'Check the weights that a run would use against their pinned hashes', withSource, verify)
        .command('path', 'Print where the weights that a run would use are', withSource, path)
        .command('export <folder>', 'Write the weights as external data of the exported graph', withSource, exportTo)
        .demandCommand(1, 'weights: name one of pull, verify, path, export') as never,
    handler: () => {},
  }
}

const LAYERS = {
  type: 'string',
  requiresArg: true,
  describe: 'conv3_1 for all up to there, or a list [default: all sixteen]',
} as const

function withLayers(argv: Argv): Argv {
  return argv.option('layers', LAYERS).option('mirror', {
    type: 'string',
    requiresArg: true,
    describe: 'Base URL of the shards, instead of the public source',
  })
}

function withSource(argv: Argv): Argv {
  return argv.option('layers', LAYERS).option('weights', {
    type: 'string',
    requiresArg: true,
    describe: 'A safetensors file [default: the look-up order]',
  })
}

async function pull(args: Args): Promise<void> {
  const layers = layersFrom(args)
  const mirror = args.mirror
  const progress = openDownloadProgress()
  try {
    await pullWeights({ layers, ...(mirror && { baseUrl: mirror }), onProgress: progress.report })
  } finally {
    progress.close()
  }
  print(`${layers.length} layers in ${defaultCacheFolder()}`)
  print(OXFORD_ATTRIBUTION)
}

async function verify(args: Args): Promise<void> {
  const layers = layersFrom(args)
  const found = await locateWeights({ layers, weights: weightsFrom(args) })
  if (found.kind === 'file') {
    const { sha256 } = await loadNetworkWeights({ layers, weights: found.path, allowDownload: false })
    print(`${found.path}: ${layers.length} layers complete, all values finite; sha256 of the values ${sha256}`)
    return
  }
  const states = await verifyCache({ layers })
  for (const { layer, state } of states) print(`${layer}  ${state}`)
  const faults = states.filter(({ state }) => state !== 'verified')
  if (faults.length > 0) {
    const names = faults.map(({ layer }) => layer).join(', ')
    throw new NstOnnxError('cache-incomplete', { layers: names, folder: defaultCacheFolder() })
  }
}

async function path(args: Args): Promise<void> {
  const found = await locateWeights({ layers: layersFrom(args), weights: weightsFrom(args) })
  if (found.kind === 'none') {
    throw new NstOnnxError('cache-empty', { folder: defaultCacheFolder() })
  }
  print(found.kind === 'file' ? found.path : found.folder)
}

async function exportTo(args: Args): Promise<void> {
  const network = await loadNetworkWeights({ layers: layersFrom(args), weights: weightsFrom(args) })
  const folder = String(args.folder)
  const names = await exportTensors(network, folder)
  print(`${names.length} tensors in ${folder}`)
  print(OXFORD_ATTRIBUTION)
}

function weightsFrom(args: Args): string {
  return args.weights ?? 'vgg19'
}

/** One layer stands for all that it needs; a list means just these. */
function layersFrom(args: Args): readonly Vgg19Layer[] {
  const text = args.layers
  if (text === undefined || text === 'all') return VGG19_LAYERS.map(({ name }) => name)
  const taps = text.split(',').map(name => {
    const tap = parseTap(name.trim())
    if (tap) return tap
    throw new NstOnnxError('option-not-a-layer', {
      option: 'layers',
      value: name,
      layers: 'conv1_1 … conv5_4 or conv_1 … conv_16',
    })
  })
  const wanted =
    taps.length === 1 ? layersUpTo(taps).map(({ name }) => name) : taps.map(tap => layersUpTo([tap]).at(-1)?.name)
  return VGG19_LAYERS.map(({ name }) => name).filter(name => wanted.includes(name))
}
