import { commandOf, type Recipe } from 'nst-onnx'

/**
 * The command that makes the picture again under Node. Device and threads are the browser's: the command line has devices of
 * its own, and chooses one.
 */
export function portableCommand(recipe: Recipe): string {
  const { device: _device, threads: _threads, ...options } = recipe.options
  return commandOf({ ...recipe, options })
}
