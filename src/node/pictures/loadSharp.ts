/** sharp, or undefined where it has no build for this machine. Loaded when needed: help and errors do not wait for it. */
export async function loadSharp(): Promise<typeof import('sharp').default | undefined> {
  try {
    const { default: sharp } = await import('sharp')
    return sharp
  } catch {
    return undefined
  }
}
