/** The values that files export and no other of them mentions, nor the file itself a second time, in words. */
export function unusedExports(files: ReadonlyMap<string, string>): string[] {
  const counts = new Map([...files].map(([path, text]) => [path, countWords(withoutComments(text))]))
  const mentions = new Map<string, number>()
  for (const own of counts.values()) for (const word of own.keys()) mentions.set(word, (mentions.get(word) ?? 0) + 1)
  return [...files].flatMap(([path, text]) =>
    Array.from(text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm), ([, name = '']) => name)
      .filter(name => mentions.get(name) === 1 && counts.get(path)?.get(name) === 1)
      .map(name => `${path} exports ${name}: nothing uses it`),
  )
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/\w+/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
