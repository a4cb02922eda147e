// Imported for its effect: what is run in a checkout takes VGG-19 from `../shared` beside it, where that is and nobody chose
// another file. The package itself does not look there.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../../shared/weights/vgg19.safetensors', import.meta.url))
if (existsSync(file)) process.env.NST_ONNX_WEIGHTS ??= file
