import { readFile, writeFile } from 'node:fs/promises'

/** Returns the secret that a file holds, or makes it. Only its owner may read it. */
export async function keepSecret(path: string, make: () => Uint8Array): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const secret = make()
    await writeFile(path, secret, { mode: 0o600 })
    return secret
  }
}
