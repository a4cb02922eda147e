import { fileURLToPath } from 'node:url'
import { findPytorch, pythonEnvironment } from './contestants/findPytorch.mjs'
import { installTensorflowJs } from './contestants/tensorflowJs/install.mjs'

const script = name => fileURLToPath(new URL(`contestants/${name}`, import.meta.url))
const onNode =
  (name, ...more) =>
  task => ({ command: process.execPath, args: [script(name), task, ...more] })

/** Every contestant but this project, by the name that `--rivals` takes. */
export const RIVALS = {
  limit: 'limit',
  floor: 'floor',
  direct: 'nst-onnx, direct',
  pytorch: 'PyTorch',
  'pytorch-compile': 'PyTorch, compiled',
  'tfjs-wasm': 'TensorFlow.js, wasm',
  'tfjs-cpu': 'TensorFlow.js, cpu',
}

export const US = 'nst-onnx'

/** Those that are asked when none is named: what people would use on such a device. */
export const rivalsOn = device =>
  device === 'cpu'
    ? ['limit', 'direct', 'floor', 'pytorch', 'tfjs-wasm', 'tfjs-cpu']
    : ['floor', 'pytorch', 'pytorch-compile']

/** Those that need nothing installed, or are left out. */
export const QUICK_RIVALS = ['limit', 'floor', 'direct', 'pytorch']

/**
 * Looks for the rivals that are asked for.
 *
 * @returns `entries`: each has a `name`, and either `start`, which says how to run it on a task file, or `absent`, the reason;
 * `versions`: what was found, in words; `pytorch`: how to run another script of ours with it, or why that cannot be
 */
export async function findRivals({ rivals, device, threads }, tell) {
  const isAsked = library => rivals.some(rival => rival.startsWith(library))
  const pytorch = isAsked('pytorch') ? await pytorchOn(device) : { absent: 'not asked for' }
  const tensorflowJs = isAsked('tfjs') ? installTensorflowJs(tell) : { absent: 'not asked for' }
  const onPython = (name, ...more) => ({
    start: task => ({ command: pytorch.python, args: [script(name), task, ...more], env: pythonEnvironment(threads) }),
  })
  const entryOf = rival => {
    switch (rival) {
      case 'limit':
        return { start: onNode('products.mjs') }
      case 'direct':
        return { start: onNode('nstOnnx.mjs', 'direct') }
      case 'floor':
        return { start: onNode('floor.mjs') }
      case 'pytorch':
        return pytorch.absent ? pytorch : onPython('pytorch.py')
      case 'pytorch-compile':
        if (pytorch.absent) return pytorch
        if (!pytorch.canCompile) return { absent: `PyTorch ${pytorch.torch} has no torch.compile` }
        return onPython('pytorch.py', 'compile')
      default:
        if (tensorflowJs.absent) return tensorflowJs
        return { start: onNode('tensorflowJs/evaluation.mjs', rival.replace('tfjs-', '')) }
    }
  }
  return {
    us: { name: US, start: onNode('nstOnnx.mjs') },
    entries: rivals.map(rival => ({ name: RIVALS[rival], ...entryOf(rival) })),
    tutorial: pytorch.absent ? pytorch : onPython('tutorial.py'),
    versions: [
      ...(pytorch.torch ? [`PyTorch ${pytorch.torch}`] : []),
      ...(pytorch.gpu ? [pytorch.gpu] : []),
      ...(tensorflowJs.version ? [`TensorFlow.js ${tensorflowJs.version}`] : []),
    ],
  }
}

async function pytorchOn(device) {
  const found = await findPytorch()
  if (found.absent || device === 'cpu' || found.gpu) return found
  return { ...found, absent: `PyTorch ${found.torch} finds no GPU` }
}
