/// <reference lib="dom" />

/** Why there is none. Asked once: browsers write a warning to the console each time that they find no adapter. */
let none: string | undefined

/** A GPU adapter, or why there is none. */
export async function findGpuAdapter(): Promise<GPUAdapter | string> {
  if (none !== undefined) return none
  const found = await askForAdapter()
  if (typeof found === 'string') none = found
  return found
}

async function askForAdapter(): Promise<GPUAdapter | string> {
  // The type says that it is there; browsers without WebGPU, and pages that are not secure, disagree.
  const gpu: GPU | undefined = navigator.gpu
  if (!gpu) return isSecureContext ? 'this browser has no WebGPU' : 'WebGPU needs a secure page (https: or localhost)'
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null)
  return adapter ?? 'this browser found no GPU for WebGPU'
}

/** Where WebGPU's defaults are what every adapter has, these are raised to what this adapter has. */
const RAISED_LIMITS = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const

/** ONNX Runtime has faster kernels where these are there. */
const USEFUL_FEATURES: readonly GPUFeatureName[] = ['subgroups', 'shader-f16']

/** A device for ONNX Runtime with all that its adapter can do. Throws an Error. */
export async function requestGpuDevice(): Promise<GPUDevice> {
  const adapter = await findGpuAdapter()
  if (typeof adapter === 'string') throw new Error(adapter)
  return adapter.requestDevice({
    requiredFeatures: USEFUL_FEATURES.filter(feature => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(RAISED_LIMITS.map(limit => [limit, adapter.limits[limit]])),
  })
}

/** The largest tensor that a shader can be given, in bytes, once the limits are raised. */
export function largestTensorBytes({ limits }: GPUAdapter): number {
  return Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize)
}
