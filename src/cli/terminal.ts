import { UNSEEN } from '../options/commandWords.js'

/** Says a line on stderr. */
export function remark(line: string): void {
  process.stderr.write(`${visible(line)}\n`)
}

/** Prints lines on stdout. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map(line => `${visible(line)}\n`).join(''))
}

/** Prints a value on stdout as JSON, on one line unless it is indented. */
export function printJson(value: unknown, indent?: number): void {
  const text = JSON.stringify(value, undefined, indent)
  // JSON leaves some of them as they are, and its own line breaks are wanted.
  process.stdout.write(`${text.replaceAll(UNSEEN, found => (found === '\n' ? found : unicodeEscape(found)))}\n`)
}

/**
 * The text with what steers a terminal written out, as `\x1b` and `\u202e`: names of files and words of servers are other
 * people's. The one way to stdout, stderr and the status bar for all that a command says.
 */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, found => {
    const code = found.charCodeAt(0)
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : unicodeEscape(found)
  })
}

const unicodeEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
