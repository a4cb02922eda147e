import { markdownTable } from './table.mjs'

const BLOCK = /(<!-- bench: (\S+) -->\n)([\s\S]*?)(<!-- end of bench -->)/g

/** A document with each block as its case has it; a block whose case is not kept stays. */
export function filled(text, cases) {
  return text.replaceAll(BLOCK, (block, begin, name, _, end) => {
    const table = cases.get(name)?.table
    return table ? `${begin}\n${markdownTable(table)}\n\n${end}` : block
  })
}

/** What is wrong with the figures of a document, one line each: blocks of another content than their cases, and tables in no block. */
export function faults(text, cases) {
  const blocks = [...text.matchAll(BLOCK)]
  const wrong = blocks
    .filter(([block]) => filled(block, cases) !== block)
    .map(([, , name]) => `the block ${name} is not what was measured; run node bench/document.mjs`)
  const unmeasured = blocks
    .filter(([, , name]) => !cases.has(name))
    .map(([, , name]) => `no measurement ${name} is kept`)
  const byHand = text
    .replaceAll(BLOCK, '')
    .split('\n')
    .filter(line => /^\|.*\d/.test(line))
    .map(line => `a table has a figure that no measurement gave: ${line}`)
  return [...wrong, ...unmeasured, ...byHand]
}
