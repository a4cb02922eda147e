import { existsSync, readdirSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { Device } from '../../runtime/devices.js'
import { findNativeRuntime, installCommand } from '../engine/nativeRuntime.js'

/** What of a machine decides which devices it can have. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** The file system's root folder. */
  readonly root: string
  /** The folder of the package onnxruntime-node, there or where it would be. */
  readonly runtime: string
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  const { platform, arch, env } = process
  const runtime = findNativeRuntime()?.folder ?? join('node_modules', 'onnxruntime-node')
  return { platform, arch, env, root: '/', runtime }
}

/**
 * Why a device cannot be here, by what a look at a few folders shows; undefined where it has to be tried to know. Looking costs
 * no time that anyone would notice, and trying costs seconds.
 */
export function missingNeed(device: Device, machine: Machine): string | undefined {
  const { platform, arch } = machine
  const system = `${platform} ${arch}`
  if (device === 'cuda') {
    if (system !== 'linux x64') return `ONNX Runtime for Node has no CUDA on ${system}`
    if (!gpuNode(machine, NVIDIA_NODE)) return 'there is no NVIDIA GPU with a driver (no /dev/nvidia0)'
    if (!existsSync(join(machine.runtime, CUDA_PROVIDER))) return 'the CUDA provider is not installed'
  }
  if (device === 'webgpu') {
    if (system === 'linux arm64') return `ONNX Runtime for Node has no WebGPU on ${system}`
    if (platform !== 'linux') return undefined
    if (!gpuNode(machine, NVIDIA_NODE) && !gpuNode(machine, RENDER_NODE))
      return 'there is no GPU with a driver (no /dev/dri/renderD*, no /dev/nvidia0)'
    const drivers = vulkanDrivers(machine)
    if (drivers.length > 0 && drivers.every(driver => SOFTWARE_DRIVER.test(driver)))
      return `Vulkan has a driver in software only (${drivers.join(', ')}), which is slower than the CPU`
  }
  return undefined
}

/** How to get a device that is not here: one line. */
export function remedyFor(device: Device, { platform, runtime }: Machine): string {
  if (device === 'cuda') {
    const script = join(relative(process.cwd(), runtime), 'script', 'install.js')
    return `needs Linux on x64, an NVIDIA driver, CUDA 12 and cuDNN 9; then: node ${script} --onnxruntime-node-install=cuda12`
  }
  if (device === 'webgpu' && platform === 'linux')
    return "needs a GPU's own Vulkan driver and its loader: apt install libvulkan1 mesa-vulkan-drivers (AMD, Intel), or NVIDIA's driver with its Vulkan part"
  if (device === 'webgpu') return "needs a GPU and its maker's current driver"
  return installCommand()
}

const CUDA_PROVIDER = join('bin', 'napi-v6', 'linux', 'x64', 'libonnxruntime_providers_cuda.so')

/** Windows hands its GPU to Linux programs as /dev/dxg. */
const NVIDIA_NODE = ['dev', /^(nvidia\d+|dxg)$/] as const
const RENDER_NODE = ['dev/dri', /^renderD/] as const

function gpuNode({ root }: Machine, [folder, name]: readonly [string, RegExp]): boolean {
  return filesIn(join(root, folder)).some(file => name.test(file))
}

/** Mesa's lavapipe, and Chromium's SwiftShader. */
const SOFTWARE_DRIVER = /^(lvp_|vk_swiftshader)/

/** The manifests of Vulkan's drivers, where its loader looks for them. */
function vulkanDrivers({ env, root }: Machine): string[] {
  const given = env.VK_DRIVER_FILES ?? env.VK_ICD_FILENAMES
  if (given) return given.split(':').map(path => basename(path))
  const shares = (env.XDG_DATA_DIRS ?? '/usr/local/share:/usr/share').split(':')
  const folders = ['etc', 'run/opengl-driver/share', ...shares].map(folder => join(root, folder, 'vulkan', 'icd.d'))
  return [...new Set(folders.flatMap(filesIn))].filter(name => name.endsWith('.json'))
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
