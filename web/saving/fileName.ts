/** Names a result as the command line does, without an ending: CONTENT-STYLE. */
export function fileStem(names: readonly string[]): string {
  const stems = names.map(name => name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')).filter(stem => stem)
  return stems.join('-') || 'picture'
}
