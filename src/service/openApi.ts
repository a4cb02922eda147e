import { ERRORS } from '../errors.js'
import { OUTPUT_FORMATS } from '../images/outputFormat.js'
import type { JsonSchema } from '../options/optionSchema.js'
import { OPTIONS, type Option, valueText } from '../options/optionsTable.js'
import { PACKAGE } from '../packageVersion.js'
import type { RequestRules } from '../requests/requestRules.js'
import { mediaType } from './acceptedFormat.js'
import { JOB_OPTION_NAMES, jobSchema } from './jobOptions.js'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (schema: object) => ({ 'application/json': { schema } })
const problem = { description: 'What is wrong.', content: { 'application/problem+json': { schema: ref('Problem') } } }
const job = (description: string) => ({ description, content: json(ref('Job')) })
const file = { type: 'string', format: 'binary' }
const pictures = Object.fromEntries(OUTPUT_FORMATS.map(format => [mediaType(format), { schema: file }]))
const picture = { description: 'The picture, in the format that Accept likes best.', content: pictures }
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const header = (name: string, description: string) => ({ name, in: 'header', description, schema: { type: 'string' } })
const prefer = header('Prefer', 'wait=N: answer with the picture if it is there within N seconds (600 at most).')

/** The service in OpenAPI 3.1, under its own rules, below a prefix of paths. */
export function openApi(rules: RequestRules, hasTokens: boolean, prefix: string): object {
  const { $schema: _schema, $defs = {}, ...request } = jobSchema(rules) as JsonSchema & { $defs?: object }
  const body = {
    required: true,
    content: {
      'multipart/form-data': { schema: ref('Form') },
      'application/json': { schema: ref('Request') },
    },
  }
  const taken = { 202: job('Taken: its address is in Location.'), 200: picture, default: problem }
  return {
    openapi: '3.1.0',
    info: {
      title: 'nst-onnx',
      version: PACKAGE.replace(/^.* /, ''),
      description: 'Paints one picture in the manner of another. Errors are problem+json with the codes of /errors.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: prefix || '/' }],
    ...(hasTokens && { security: [{ token: [] }] }),
    paths: {
      '/v1/jobs': {
        post: {
          summary: 'Make a job',
          parameters: [prefer, header('Idempotency-Key', 'The same key makes one job, however often it is sent.')],
          requestBody: body,
          responses: taken,
        },
        get: {
          summary: "List the token's own jobs, the latest first",
          parameters: [
            {
              name: 'after',
              in: 'query',
              description: 'The id of the last job that was seen.',
              schema: { type: 'string' },
            },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          ],
          responses: {
            200: { description: 'Jobs, and the address of the next page.', content: json(ref('Jobs')) },
            default: problem,
          },
        },
      },
      '/v1/jobs/{id}': {
        parameters: [id],
        put: {
          summary: 'Make a job under an id of your own, once',
          parameters: [prefer],
          requestBody: body,
          responses: taken,
        },
        get: { summary: 'See how a job stands', responses: { 200: job('The job.'), default: problem } },
        delete: {
          summary: 'Cancel a job; its best picture so far is kept',
          responses: { 200: job('The job.'), default: problem },
        },
      },
      '/v1/jobs/{id}/events': {
        parameters: [id, header('Last-Event-ID', 'Go on after this event.')],
        get: {
          summary: 'Follow a job by server-sent events',
          responses: {
            200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
            204: { description: 'All has been told.' },
            default: problem,
          },
        },
      },
      '/v1/jobs/{id}/preview': {
        parameters: [
          id,
          { name: 'size', in: 'query', description: 'Long side in pixels.', schema: { type: 'integer', minimum: 16 } },
        ],
        get: { summary: 'See the picture so far', responses: { 200: picture, default: problem } },
      },
      '/v1/jobs/{id}/result': {
        parameters: [id, header('Range', 'bytes=FROM-TO'), header('If-None-Match', 'The ETag that is known.')],
        get: {
          summary: 'Get the picture',
          responses: {
            200: picture,
            206: picture,
            304: { description: 'It is the one that is known.' },
            default: problem,
          },
        },
      },
      '/v1/options': {
        get: {
          summary: 'See options and limits',
          responses: {
            200: {
              description: 'Options, limits, and the JSON Schema of requests.',
              content: json({ type: 'object' }),
            },
          },
        },
      },
      '/livez': {
        get: { summary: 'Whether the process answers', security: [], responses: { 200: { description: 'It does.' } } },
      },
      '/readyz': {
        get: {
          summary: 'Whether jobs are carried out',
          security: [],
          responses: { 200: { description: 'They are.' }, 503: { description: 'They are not, and why.' } },
        },
      },
    },
    components: {
      servers: [{ url: prefix || '/' }],
      ...(hasTokens && { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } }),
      schemas: {
        Request: inComponents(request),
        ...(inComponents($defs) as object),
        Form: formSchema(),
        Job: JOB,
        Jobs: { type: 'object', properties: { jobs: { type: 'array', items: ref('Job') }, next: { type: 'string' } } },
        Problem: {
          type: 'object',
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { enum: [...Object.keys(ERRORS), 'defect'] },
          },
          required: ['type', 'title', 'status', 'detail', 'code'],
        },
      },
    },
  }
}

const JOB = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    state: { enum: ['queued', 'running', 'succeeded', 'failed', 'cancelled'] },
    position: { type: 'integer', description: 'How many jobs come before it.' },
    created: { type: 'string', format: 'date-time' },
    started: { type: 'string', format: 'date-time' },
    ended: { type: 'string', format: 'date-time' },
    expires: { type: 'string', format: 'date-time' },
    options: { type: 'object' },
    progress: { type: 'object' },
    picture: { type: 'object' },
    error: ref('Problem'),
    links: { type: 'object' },
  },
  required: ['id', 'state', 'created', 'links'],
}

/** How the value of an option is written in a form. */
const formText = (option: Option): string => (option.kind === 'file' ? option.words.join('|') : valueText(option))

/** Options as texts. */
const formSchema = () => ({
  type: 'object',
  properties: {
    content: file,
    style: { type: 'array', items: file, minItems: 1 },
    contentMask: { ...file, description: 'Regions of the content, as a picture of few flat colours.' },
    styleMask: {
      type: 'array',
      items: { anyOf: [file, { const: '' }] },
      description: 'One for each style; empty for none.',
    },
    styleBlend: { type: 'string', description: 'One weight for each style: 3,1' },
    options: { type: 'string', description: 'A JSON object with further fields of a request.' },
    ...Object.fromEntries(
      JOB_OPTION_NAMES.map(name => [
        name,
        { type: 'string', description: `${OPTIONS[name].help} ${formText(OPTIONS[name])}` },
      ]),
    ),
    init: { description: 'content, noise, style, or a file.', anyOf: [{ type: 'string' }, file] },
  },
})

/** The same schema with its definitions among the components. */
const inComponents = (schema: object): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/'))
