import { pictureBlob, stylize } from 'nst-onnx/browser'

const run = stylize({ content: new Blob([]), style: 'b.jpg', size: 64 })
for await (const event of run) if (event.event === 'step') console.log(event.loss.toFixed())
const { image, recipe } = await run.result
export const blob: Blob = await pictureBlob(image, { recipe })
