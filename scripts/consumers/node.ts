import { savePicture, stylize } from 'nst-onnx'

const run = stylize({ content: 'a.jpg', style: 'b.jpg', size: 64 })
for await (const event of run) if (event.event === 'step') console.log(event.loss.toFixed())
const { image, recipe } = await run.result
export const saved: Promise<void> = savePicture('a.png', image, { recipe })
