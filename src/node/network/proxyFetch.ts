import type { Dispatcher } from 'undici'
import { NstOnnxError } from '../../errors.js'

/** Where to send requests, by the environment's variables; empty where they say nothing. */
interface Proxies {
  readonly httpProxy: string
  readonly httpsProxy: string
  /** Hosts that are asked directly. */
  readonly noProxy: string
}

/**
 * `fetch` by way of the proxy that `$HTTPS_PROXY`, `$HTTP_PROXY` and `$NO_PROXY` name, which Node's own ignores; lower case
 * counts first, as in curl. Without these variables it is Node's own.
 *
 * Throws NstOnnxError `usage` for a proxy that is no address; where the proxy fails, an Error whose cause names it.
 */
export const proxyFetch: typeof fetch = async (input, init) => {
  const proxies = proxiesOf(process.env)
  if (!proxies.httpProxy && !proxies.httpsProxy) return fetch(input, init)
  const { fetch: fetchBy } = await import('undici')
  const dispatcher = await dispatcherFor(proxies)
  // Node's own fetch is undici's too, but the types of the two are declared apart.
  const fetchByProxy = fetchBy as unknown as (
    input: Parameters<typeof fetch>[0],
    init: RequestInit & { dispatcher: Dispatcher },
  ) => Promise<Response>
  return fetchByProxy(input, { ...init, dispatcher }).catch(error => {
    const { protocol } = new URL(input instanceof Request ? input.url : input)
    throw proxyFailure(error, (protocol === 'https:' && proxies.httpsProxy) || proxies.httpProxy) ?? error
  })
}

function proxiesOf(env: NodeJS.ProcessEnv): Proxies {
  const urlIn = (name: string) => {
    const variable = env[name] ? name : name.toUpperCase()
    return env[variable] ? proxyUrl(variable, env[variable]) : ''
  }
  return {
    httpProxy: urlIn('http_proxy'),
    httpsProxy: urlIn('https_proxy'),
    noProxy: env.no_proxy ?? env.NO_PROXY ?? '',
  }
}

/** What the variable holds may lack `http://`. It may have a password in it, and is not shown. */
function proxyUrl(variable: string, given: string): string {
  const address = given.includes('://') ? given : `http://${given}`
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' }
  if (hostname && (protocol === 'http:' || protocol === 'https:')) return address
  throw new NstOnnxError('proxy-malformed', { variable: `$${variable}` })
}

/** One for all requests by the same proxies: it keeps connections. */
const dispatchers = new Map<string, Promise<Dispatcher>>()

function dispatcherFor(proxies: Proxies): Promise<Dispatcher> {
  const key = JSON.stringify(proxies)
  const known = dispatchers.get(key) ?? startDispatcher(proxies)
  dispatchers.set(key, known)
  return known
}

async function startDispatcher(proxies: Proxies): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import('undici')
  // Many proxies open tunnels to port 443 only; plain requests they pass on themselves.
  return new EnvHttpProxyAgent({ ...proxies, proxyTunnel: false })
}

/** A network error; one with several addresses has an error for each, and undici wraps some in others. */
interface Failure {
  readonly cause?: Failure
  readonly errors?: readonly Failure[]
  readonly code?: string
  readonly message?: string
  readonly hostname?: string
  readonly port?: number
}

const innermost = (failure: Failure): Failure => {
  const inner = failure.cause ?? failure.errors?.[0]
  return inner ? innermost(inner) : failure
}

/** The error to throw where it was the proxy that failed, and not the host behind it. */
function proxyFailure(error: Failure, proxy: string): Error | undefined {
  if (!proxy) return undefined
  const { message = '', code, hostname, port } = innermost(error)
  const url = new URL(proxy)
  const status = /^Proxy.*\((\d{3})\)/.exec(message)?.[1]
  const isUnreachable = hostname === url.hostname || port === Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!status && !isUnreachable) return undefined
  const reason = `the proxy ${url.host} ${status ? `answered ${status}` : `cannot be reached: ${code}`}`
  return new Error('fetch failed', { cause: new Error(reason) })
}
