import type { Worker } from 'playwright-core'

interface Counting {
  readonly buffers: Set<GPUBuffer>
  created: number
}

/** Counts the buffers that a worker makes on the GPU from now on, ONNX Runtime's too. */
export async function countBuffers(worker: Worker) {
  await worker.evaluate(() => {
    const counting: Counting = Object.assign(self, { buffers: new Set<GPUBuffer>(), created: 0 })
    const { createBuffer } = GPUDevice.prototype
    GPUDevice.prototype.createBuffer = function (description) {
      const buffer = createBuffer.call(this, description)
      counting.buffers.add(buffer)
      counting.created++
      return buffer
    }
    const { destroy } = GPUBuffer.prototype
    GPUBuffer.prototype.destroy = function () {
      counting.buffers.delete(this)
      return destroy.call(this)
    }
  })
  return {
    created: () => worker.evaluate(() => (self as unknown as Counting).created),
    /** Made and not destroyed. */
    left: () => worker.evaluate(() => (self as unknown as Counting).buffers.size),
  }
}
