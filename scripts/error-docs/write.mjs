// Writes docs/errors.md from the list of codes in src/errors/errorCodes.ts. Run after `npm run build`; with --check it writes
// nothing and fails if the page is not up to date.
import { readFile, writeFile } from 'node:fs/promises'
import { EXIT_CODES } from '../../dist/cli/exitCodes.js'
import { ERRORS } from '../../dist/errors/errorCodes.js'
import { EXPLANATIONS } from '../../dist/errors/explanations.js'
import { STATUS_OF_CODE, STATUS_OF_KIND } from '../../dist/errors/httpStatus.js'

const page = new URL('../../docs/errors.md', import.meta.url)

const KINDS = {
  usage: 'The request itself is wrong: an option, a path to write to, a combination.',
  input: 'A picture, or what leads to one, is wrong.',
  weights: 'VGG-19 cannot be had, or a weights file is wrong.',
  device: 'ONNX Runtime or the device asked for cannot be used on this machine.',
  failed: 'The request is right and was not carried out.',
}

const INTRODUCTION = `# Errors

<!-- written by npm run error-docs from src/errors -->

Every error that nst-onnx throws on purpose is an \`NstOnnxError\`. Programs look at its fields and not at its words:

| field | |
|---|---|
| \`kind\` | \`${Object.keys(KINDS).join('`, `')}\`; decides the command line's exit code and, mostly, \`httpStatus(error)\` |
| \`code\` | what happened: one of those below |
| \`option\` | the option that is at fault, as a request writes it: \`styleSize\` |
| \`input\` | the picture that is at fault: \`content\`, \`style.0\`, \`style.1\` …, \`init\` |
| \`value\`, \`limit\` | the value that is at fault, and what it may be at most |
| \`data\` | all of these, and whatever else the sentence says |
| \`cause\` | the error behind it, if there is one |
| \`message\` | one line for people, in the library's words |

\`JSON.stringify(error)\` keeps all that, and \`NstOnnxError.from(json)\` makes an error of it again; only the
picture of a \`StylizeFailure\`, its \`partial\`, is no JSON. The sentences below are templates: \`{field}\` stands for data, \`<size>\` for
the name of that option, which is \`size\` in a message and \`--size\` on the command line.
`

const chapter = kind => {
  const entries = Object.entries(ERRORS).filter(([, entry]) => entry.kind === kind)
  return [
    `## ${kind}\n\nExit code ${EXIT_CODES[kind]}, HTTP status ${STATUS_OF_KIND[kind]}. ${KINDS[kind]}\n`,
    ...entries.map(section),
  ].join('\n')
}

const section = ([code, { about, says }]) => {
  const { cause, remedy } = EXPLANATIONS[code]
  const status = code in STATUS_OF_CODE ? ` HTTP status ${STATUS_OF_CODE[code]}.` : ''
  return `### ${code}\n\n${verbatim(about === undefined ? says : `${about}: ${says}`)}\n\n${cause} ${remedy}${status}\n`
}

const verbatim = text => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

const text = [INTRODUCTION, ...Object.keys(KINDS).map(chapter)].join('\n')
if (process.argv.includes('--check')) {
  if ((await readFile(page, 'utf8')) !== text) {
    console.error('docs/errors.md is out of date; run npm run error-docs')
    process.exit(1)
  }
} else await writeFile(page, text)
