import { ERRORS, type ErrorCode } from '../errors.js'
import { httpExplanation } from './httpWords.js'

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
code,pre{font-family:ui-monospace,monospace}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}`

/** A page of the service's operations, made from its OpenAPI document; its paths have a prefix. */
export function apiPage(document: object, prefix: string): string {
  const { paths } = document as { paths: Record<string, Record<string, { summary?: string }>> } // made by openApi
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => method !== 'parameters')
      .map(
        ([method, { summary = '' }]) =>
          `<tr><td><code>${method.toUpperCase()} ${escaped(path)}</code><td>${escaped(summary)}`,
      ),
  )
  return page(
    'nst-onnx',
    `<p>Paints one picture in the manner of another.
<pre>curl -F content=@photo.jpg -F style=@painting.jpg -F size=512 -H 'Prefer: wait=600' -o painted.png ADDRESS${prefix}/v1/jobs</pre>
<table>${rows.join('\n')}</table>
<p><a href="${prefix}/openapi.json">OpenAPI</a> · <a href="${prefix}/v1/options">options and limits</a> · <a href="${prefix}/errors">errors</a>`,
  )
}

/** A page of all errors: where the \`type\` of a problem leads. */
export function errorsPage(): string {
  const codes = Object.keys(ERRORS) as ErrorCode[]
  const entries = codes.map(code => {
    const { title, remedy } = httpExplanation(code)
    return `<h2 id="${code}"><code>${code}</code></h2><p>${escaped(title)} ${escaped(remedy)}`
  })
  return page('Errors of nst-onnx', entries.join('\n'))
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style><h1>${title}</h1>${body}</html>
`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, found => ENTITIES[found] ?? found)
