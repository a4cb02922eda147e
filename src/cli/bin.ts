#!/usr/bin/env node
import { endThreadAhead, startThreadAhead } from '../node/engine/startThread.js'

/** The commands that paint for certain, or refuse to. */
const PAINTING = ['run', 'try', 'grid', 'sweep', 'reconstruct', 'texture']

// A reader of what is told who leaves, as `head` does, is no reason to lose the picture.
process.stdout.on('error', () => {})
process.stderr.on('error', () => {})

const args = process.argv.slice(2)
// It loads ONNX Runtime while this thread loads the command and reads its arguments.
if (PAINTING.includes(args[0] ?? '') && !args.includes('--help') && !args.includes('-h')) startThreadAhead()

const { main } = await import('./main.js')
try {
  process.exitCode = await main(args)
} finally {
  await endThreadAhead()
}
