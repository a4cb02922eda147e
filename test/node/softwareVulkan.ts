import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findChromium } from '../browser/openBrowser.js'

/**
 * The environment in which WebGPU runs without a GPU: Chromium brings a Vulkan driver in software. Where WebGPU does not build on
 * Vulkan, or a driver has been chosen, it is this process's own. Throws where there is none: tests that need it must fail.
 */
export function softwareVulkan(): NodeJS.ProcessEnv {
  if (process.platform !== 'linux' || process.env.VK_ICD_FILENAMES) return process.env
  const folders = [dirname(findChromium()), '/usr/lib/chromium']
  const driver = folders.map(folder => join(folder, 'vk_swiftshader_icd.json')).find(path => existsSync(path))
  if (driver) return { ...process.env, VK_ICD_FILENAMES: driver }
  throw new Error('no Vulkan driver in software: apt install chromium libvulkan1, or set VK_ICD_FILENAMES to one')
}
