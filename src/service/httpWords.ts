import { EXPLANATIONS } from '../errors/explanations.js'
import type { ErrorCode, NstOnnxError, Words } from '../errors.js'

/** What a code is in the words of a service, where those of the library speak of programs, files or the command line. */
interface HttpWords {
  /** The template of the sentence. */
  readonly says?: string
  /** When it happens. */
  readonly title?: string
  /** What the client can do. */
  readonly remedy?: string
}

const AT_ADDRESS = 'send the picture itself'
const PICTURE_FORMS = 'a file of the form, or { "bytes": "base64 …", "name": "photo.jpg" } in JSON'

const HTTP_WORDS: Readonly<Partial<Record<ErrorCode, HttpWords>>> = {
  'option-unknown': {
    says: '{option} is no option of a job; /v1/options lists them',
    remedy: 'Correct its name. `/v1/options` lists all options.',
  },
  'option-not-of-job': { remedy: 'Leave the option out.' },
  'over-limit': { title: 'An option is above the limits of the service.' },
  'request-not-given': {
    says: 'a job is asked for by a form, or by a JSON object with pictures and options, and this is {value}',
    title: 'The request has no body, or one that is no JSON object.',
    remedy: 'Send a form with `content` and `style`, or JSON.',
  },
  'start-picture-missing': { says: 'there is no {value} picture to start from; use noise, or send a picture' },
  'bytes-not-base64': { says: 'its bytes are no base64 text; encode them so, or send a form' },
  'picture-not-given': {
    says: `{value} is no picture; give ${PICTURE_FORMS}`,
    title: 'Something else stands where a picture is expected.',
  },
  'picture-unnamed': {
    says: 'the field for a picture is empty; send the file in it, or leave it out',
    title: 'A field for a picture is empty.',
    remedy: 'Send the file in it, or leave it out.',
  },
  'picture-over-limit': { title: 'A picture has more bytes or pixels than the service takes.' },
  'file-switched-off': {
    says: `no file of the server is read; ${AT_ADDRESS}, or leave it out`,
    title: 'A path, or a word that stands for none, was given for a picture or for weights.',
    remedy: `Send the picture itself: ${PICTURE_FORMS}.`,
  },
  'address-switched-off': {
    says: `this service fetches nothing; ${AT_ADDRESS}`,
    title: 'An address was given for a picture, and the service fetches none.',
    remedy: `Send the picture itself: ${PICTURE_FORMS}.`,
  },
  'address-scheme': { says: `{scheme}: addresses are not read; ${AT_ADDRESS}` },
  'address-with-password': { says: `an address with a password is not fetched; ${AT_ADDRESS}` },
  'address-slow': { says: `it takes longer than {limit} s; ${AT_ADDRESS}` },
  'address-too-large': {
    says: 'it is larger than {limit} MB, which is the most that this service takes; give a smaller picture',
    title: 'The picture at an address has more bytes than the service takes.',
    remedy: 'Give a smaller picture.',
  },
  'address-not-allowed': { title: 'The service fetches nothing from this address, or from one that it leads on to.' },
  'engine-closed': {
    says: 'the service is being stopped; try again later',
    title: 'The service is being stopped.',
    remedy: 'Ask again later.',
  },
  'engine-ended': { title: 'The service is being stopped.', remedy: 'Ask again later.' },
  'queue-full': {
    says: 'the queue is full; try again later',
    title: 'As many jobs wait as the service takes.',
    remedy: 'Try again after `Retry-After`.',
  },
  'store-full': {
    says: 'the service has no memory left for pictures; try again when results have expired',
    title: 'Redis holds as many bytes as it may.',
    remedy: 'Try again after `Retry-After`.',
  },
  'disk-full': {
    says: 'the service keeps as many bytes as it may; try again when results have expired',
    title: 'Uploads and results fill the bytes that the service keeps.',
    remedy: 'Try again after `Retry-After`.',
  },
  'queue-without-workers': { title: 'No worker is at the queue of the service.', remedy: 'Wait until there is one.' },
  'rate-exceeded': { title: 'A client asks for more jobs a minute than the service takes.' },
  'jobs-not-kept': {
    title: 'The service cannot write down its jobs at present.',
    remedy: 'Try again after `Retry-After`.',
  },
  'host-refused': { remedy: 'Ask for `localhost`.' },
  'job-deadline': {
    title: 'The job ran as long as a job may. The best picture so far is kept, if there is one.',
    remedy: 'Ask for less.',
  },
  'job-crashed': { remedy: 'Ask for less.' },
  'jobs-need-token': {
    says: 'this service has no tokens, so nobody can be told which jobs are theirs; keep the addresses of jobs',
    remedy: 'Keep the address of each job.',
  },
  'run-broke-off': {
    title: 'The run broke off. The best picture up to then is kept, if there is one.',
    remedy: 'Try again, or ask for a smaller size.',
  },
}

/** Kinds, and codes of other kinds, with which only whoever runs the service can do anything. */
const OPERATORS_KINDS: readonly string[] = ['weights', 'device']
const OPERATORS_CODES = /^(runtime|graph|worker|data|redis|dependency|file-missing|service-(dependency|address))\b/

/** What a code is, and what to do about it, as pages and problems of the service say it. */
export function httpExplanation(code: ErrorCode): { readonly title: string; readonly remedy: string } {
  const { title, remedy } = HTTP_WORDS[code] ?? {}
  const { cause, remedy: plain } = EXPLANATIONS[code]
  return { title: title ?? cause, remedy: remedy ?? plain }
}

/** Whether clients can do nothing about an error, which may tell of the machine. */
export const isOperators = ({ kind, code }: Pick<NstOnnxError, 'kind' | 'code'>): boolean =>
  OPERATORS_KINDS.includes(kind) || OPERATORS_CODES.test(code)

const WORDS: Words = {
  subject: option => option,
  mention: option => option,
  says: Object.fromEntries(
    Object.entries(HTTP_WORDS).flatMap(([code, { says }]) => (says === undefined ? [] : [[code, says]])),
  ),
}

/** What happened, in one line, in the words of a service: options go by the names that they have in a request. */
export const httpSentence = (error: NstOnnxError): string => error.sentence(WORDS)
