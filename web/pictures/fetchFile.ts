/** Fetches one of the page's own files. Throws an Error for people. */
export async function fetchFile(address: string, name: string): Promise<File> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`)
  const bytes = await response.blob()
  return new File([bytes], name, { type: bytes.type })
}
