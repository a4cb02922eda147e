/** A name that any file system takes, for a file that is about `text`. */
export function fileName(text: string): string {
  return (
    text
      .replaceAll(/[^\p{L}\p{N}.=_-]+/gu, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 120) || 'picture'
  )
}

/** Makes names differ, also where upper and lower case are the same: the second `a` becomes `a-2`. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map(name => {
    let distinct = name
    for (let count = 2; taken.has(distinct.toLowerCase()); count++) distinct = `${name}-${count}`
    taken.add(distinct.toLowerCase())
    return distinct
  })
}

/** What a picture is called, without its folder and ending. */
export function pictureTitle(path: string): string {
  const base = path.split(/[\\/]/).at(-1) ?? path
  return base.replace(/(?<=.)\.[^.]*$/, '') || path
}
