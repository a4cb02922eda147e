import { readFile } from 'node:fs/promises'
import { packageFile } from './packageFile.js'

/** What this package's own package.json says of it. */
export interface PackageDescription {
  version: string
  /** Versions by package: what only some uses need, and users install themselves. */
  peerDependencies: Record<string, string>
}

/** Reads the package.json of this package. */
export async function packageDescription(): Promise<PackageDescription> {
  return JSON.parse(await readFile(packageFile('package.json'), 'utf8'))
}
