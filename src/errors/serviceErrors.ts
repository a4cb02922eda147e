import type { ErrorEntries, Explanations } from './errorEntry.js'

/** What is wrong with a request to the service, or with the service itself. */
export const SERVICE_ERRORS = {
  'service-dependency': {
    kind: 'failed',
    says: 'the service needs packages that are not installed; run {command}',
  },
  'service-address': {
    kind: 'failed',
    about: '{name}',
    says: 'cannot be listened on ({trouble}); choose another port or host',
  },
  'data-in-use': {
    kind: 'failed',
    about: '{name}',
    says: 'another service, process {pid}, keeps its jobs there; choose another folder',
  },
  'data-unusable': {
    kind: 'failed',
    about: '{name}',
    says: 'cannot be written ({trouble}); choose another folder',
  },
  'service-starting': {
    kind: 'failed',
    says: 'the device and the weights are being tried; ask again in a moment',
  },
  'jobs-not-kept': {
    kind: 'failed',
    says: 'the service cannot write down its jobs at present; try again later',
  },
  'service-draining': {
    kind: 'failed',
    says: 'the service is being stopped and takes no more jobs; try again later',
  },
  'queue-unreachable': {
    kind: 'failed',
    says: 'the queue does not answer ({trouble}); try again later, with the same id or key',
  },
  'queue-without-workers': {
    kind: 'failed',
    says: 'no worker is at the queue; jobs are accepted and wait until there is one',
  },
  'store-full': {
    kind: 'failed',
    says: 'Redis has no memory left for pictures; try again when results have expired',
  },
  'redis-not-given': {
    kind: 'usage',
    about: '{option}',
    says: 'a worker needs a queue; give its address as redis://HOST:6379',
  },
  'redis-address': {
    kind: 'usage',
    about: '{value}',
    says: 'is no address of Redis; give one as redis://HOST:6379',
  },
  'disk-full': {
    kind: 'failed',
    says: 'the service keeps as many bytes as it may, {limit}; try again when results have expired',
  },
  'uploads-full': {
    kind: 'failed',
    says: 'too many requests are being read; try again later',
  },
  'rate-exceeded': {
    kind: 'usage',
    says: 'more than {limit} jobs a minute; try again in {seconds} s',
  },
  'token-wrong': {
    kind: 'usage',
    says: 'give a token of this service, as Authorization: Bearer TOKEN',
  },
  'host-refused': {
    kind: 'usage',
    about: '{name}',
    says: 'this service is for its own machine and answers to localhost only; ask for that',
  },
  'origin-refused': {
    kind: 'usage',
    about: '{name}',
    says: 'pages of other sites do not use this service; ask from a program or through a server',
  },
  'route-unknown': {
    kind: 'usage',
    about: '{name}',
    says: 'there is nothing here; see /openapi.json',
  },
  'body-malformed': {
    kind: 'usage',
    says: 'the body cannot be read ({reason}); send multipart/form-data, or JSON',
  },
  'body-too-large': {
    kind: 'usage',
    says: 'the body is too large; pictures above a few MB go as multipart/form-data, within the limits of /v1/options',
  },
  'body-type': {
    kind: 'usage',
    says: '{value} is not read here; send multipart/form-data, or application/json',
  },
  'body-slow': {
    kind: 'usage',
    says: 'the body did not come within {limit} s; send it faster, or send less',
  },
  'form-field-twice': {
    kind: 'usage',
    about: '{option}',
    says: 'given several times; give it once',
  },
  'job-unknown': {
    kind: 'usage',
    about: '{name}',
    says: 'there is no such job, or no longer',
  },
  'option-not-of-job': {
    kind: 'usage',
    about: '{option}',
    says: 'whoever runs the service decides this for all jobs; leave it out',
  },
  'job-id-wrong': {
    kind: 'usage',
    about: '{name}',
    says: 'an id that a client chooses is a UUID; make one, as by uuidgen',
  },
  'job-other': {
    kind: 'usage',
    about: '{name}',
    says: 'there is a job of this id or key with another request; choose another',
  },
  'job-unfinished': {
    kind: 'usage',
    about: '{name}',
    says: 'it is {state}, and there is no picture yet; wait for its events, or ask again later',
  },
  'job-cancelled': {
    kind: 'failed',
    about: '{name}',
    says: 'it was cancelled before it had a picture',
  },
  'job-deadline': {
    kind: 'failed',
    about: '{name}',
    says: 'it took longer than {limit} s; ask for fewer iterations or a smaller size',
  },
  'job-crashed': {
    kind: 'failed',
    about: '{name}',
    says: 'its process died {count} times; ask for a smaller size',
  },
  'jobs-need-token': {
    kind: 'usage',
    says: 'without tokens nobody can be told which jobs are theirs; start the service with --token, or keep the addresses of jobs',
  },
  'type-unacceptable': {
    kind: 'usage',
    about: '{value}',
    says: 'a result comes as {types}; ask for one of these',
  },
  'range-unsatisfiable': {
    kind: 'usage',
    about: '{value}',
    says: 'there are {limit} bytes; ask for a range within them',
  },
  'address-not-allowed': {
    kind: 'usage',
    about: '{name}',
    says: 'pictures are not fetched from there; send the bytes',
  },
  'address-private': {
    kind: 'input',
    about: '{name}',
    says: 'it leads into a private network; send the bytes',
  },
} as const satisfies ErrorEntries

export const SERVICE_EXPLANATIONS: Explanations<typeof SERVICE_ERRORS> = {
  'service-dependency': {
    cause: 'The packages that only the service uses are optional, and not there.',
    remedy: 'Install them by the command in the message.',
  },
  'service-address': {
    cause: 'Another program listens there, or this one may not.',
    remedy: 'Choose another `--port` or `--host`.',
  },
  'data-in-use': {
    cause: 'Two services were given one folder for their jobs.',
    remedy: 'Choose another `--data`, or stop the other.',
  },
  'data-unusable': {
    cause: 'The folder for jobs cannot be made, read or written.',
    remedy: 'Choose another `--data`, or mend its permissions.',
  },
  'service-starting': {
    cause: 'The service has just been started, and paints a picture of a few pixels to find out whether it can.',
    remedy: 'Ask again after `Retry-After`.',
  },
  'jobs-not-kept': {
    cause:
      'The folder for jobs cannot be written: the disk is full or broken, or permissions have changed. What was accepted is not lost.',
    remedy: 'Mend the disk or the folder; jobs that have been painted end then.',
  },
  'service-draining': {
    cause: 'The service was told to stop, and keeps what it has accepted for its next start.',
    remedy: 'Try again after `Retry-After`.',
  },
  'queue-unreachable': {
    cause: 'Redis is not there, is slow, or refuses to write. What was accepted before is kept there.',
    remedy: 'Try again after `Retry-After`: an id of your own or an `Idempotency-Key` makes one job of all tries.',
  },
  'queue-without-workers': {
    cause:
      'The service is one with a queue on Redis, and nobody has started `nst-onnx work`, or all workers have died.',
    remedy: 'Start workers with the same `--redis`.',
  },
  'store-full': {
    cause: 'Redis holds as many bytes as its `maxmemory` allows, and evicts nothing.',
    remedy: 'Wait until results have expired, give Redis more memory, or keep pictures in a folder by `--store`.',
  },
  'redis-not-given': {
    cause: '`nst-onnx work` was started without `--redis`, and `$NST_ONNX_REDIS` is not set.',
    remedy: 'Give the address that the service has.',
  },
  'redis-address': {
    cause: '`--redis` is no URL, or one of another kind of server.',
    remedy: 'Give it as `redis://HOST:PORT`, or `rediss://` for TLS.',
  },
  'disk-full': {
    cause: 'Uploads and results fill the bytes of `--disk`.',
    remedy: 'Wait until results have expired, or give the service more, or a shorter `--ttl`.',
  },
  'uploads-full': {
    cause: 'The bodies that are being read take as much memory as they may.',
    remedy: 'Try again after `Retry-After`.',
  },
  'rate-exceeded': {
    cause: 'A client asks for more jobs a minute than `--rate` allows.',
    remedy: 'Wait as long as `Retry-After` says.',
  },
  'token-wrong': {
    cause: 'The service has tokens, and the request has none of them.',
    remedy: 'Send `Authorization: Bearer TOKEN`.',
  },
  'host-refused': {
    cause: 'A service on the loopback address was asked for under the name of another host, as pages of strangers do.',
    remedy: 'Ask for `localhost`, or give the service a `--host` that others reach, and tokens.',
  },
  'origin-refused': {
    cause: 'A page of another site made the request.',
    remedy: 'Ask from a program, or from a server of yours.',
  },
  'route-unknown': {
    cause: 'The path or the method is not one of the service.',
    remedy: 'See `/openapi.json`.',
  },
  'body-malformed': {
    cause: 'The body ends early, is no JSON, or has something else than fields and files.',
    remedy: 'Correct it.',
  },
  'body-too-large': {
    cause: 'A body, or a field in it, is larger than is read.',
    remedy: 'Send pictures as files of multipart/form-data, and smaller ones.',
  },
  'body-type': {
    cause: 'The body is neither a form nor JSON.',
    remedy: 'Correct `Content-Type`.',
  },
  'body-slow': {
    cause: 'A request was begun and not ended in time.',
    remedy: 'Send it again.',
  },
  'form-field-twice': {
    cause: 'A form has several fields of a name that has one value.',
    remedy: 'Leave one out; only `style` may be repeated.',
  },
  'job-unknown': {
    cause: 'The id is wrong, belongs to another token, or the job has expired.',
    remedy: 'Correct it, or make the job again.',
  },
  'option-not-of-job': {
    cause: 'A job says how the machine evaluates it: its device, threads, memory, windows.',
    remedy: 'Leave the option out; `nst-onnx serve` and `nst-onnx work` have `--device`, `--threads` and `--memory`.',
  },
  'job-id-wrong': {
    cause: 'A job was to be made under an id that is no UUID.',
    remedy: 'Use a UUID of random bits.',
  },
  'job-other': {
    cause: 'An id or an `Idempotency-Key` was used before, for a job with other pictures or options.',
    remedy: 'Use a new one for a new job.',
  },
  'job-unfinished': {
    cause: 'The picture of a job was asked for before there was one.',
    remedy: 'Wait; `Prefer: wait=60` and the events help.',
  },
  'job-cancelled': {
    cause: 'The job was cancelled while it waited or before its first step.',
    remedy: 'Make another.',
  },
  'job-deadline': {
    cause: 'The job ran as long as `--deadline` allows. The best picture so far is kept, if there is one.',
    remedy: 'Ask for less, or give the service a longer deadline.',
  },
  'job-crashed': {
    cause: 'The process that painted the job died again and again, mostly for want of memory.',
    remedy: 'Ask for less, or give the service more memory.',
  },
  'jobs-need-token': {
    cause: 'Jobs are listed by the token that made them, and this service has none.',
    remedy: 'Start the service with `--token`.',
  },
  'type-unacceptable': {
    cause: '`Accept` has no type that a picture can be sent as.',
    remedy: 'Ask for one of those in the message, or leave it out.',
  },
  'range-unsatisfiable': {
    cause: '`Range` begins behind the end of the picture.',
    remedy: 'Ask for less, or leave it out.',
  },
  'address-not-allowed': {
    cause: 'An address, or one that it leads on to, fits no `--allow-url`.',
    remedy: 'Send the bytes of the picture, or allow the address.',
  },
  'address-private': {
    cause: 'A host has an address that is no public one, such as of this machine, its network, or its cloud.',
    remedy: 'Send the bytes of the picture.',
  },
}
