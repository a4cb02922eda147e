// Paints one picture like another, telling each step:  node examples/stylize.mjs [OUTPUT.png]
import { savePicture, stylize } from 'nst-onnx'

const [output = 'stylized.png'] = process.argv.slice(2)

const run = stylize({
  content: new URL('pictures/harbour.png', import.meta.url),
  style: new URL('pictures/brush-strokes.png', import.meta.url),
  size: 96,
  iterations: 10,
})

for await (const event of run) {
  if (event.event === 'features') console.log(`features: ${event.source}`)
  if (event.event === 'step') console.log(`${event.iteration}  loss ${event.loss.toPrecision(4)}`)
}

const { image, recipe, stopped } = await run.result
await savePicture(output, image, { recipe })
console.log(`${output}: ${image.width}×${image.height}, stopped: ${stopped}`)
