import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { NstOnnxError } from '../../src/errors.js'
import { pullWeights } from '../../src/node/weights/pullWeights.js'
import { ALL, download } from './mirror.js'
import { problem } from './problem.js'
import { startProxy } from './proxyServer.js'
import { refusingUrl } from './shardServer.js'
import { filesIn } from './temporaryFolder.js'

beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'])
    vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

/** Nothing answers there: only a proxy gets a request for it. */
const HIDDEN = 'https://weights.invalid/mirror'

test('weights come by way of $HTTP_PROXY, with its password', async () => {
  const { options, server, cacheFolder } = await download()
  const proxy = await startProxy()
  vi.stubEnv('HTTP_PROXY', `http://me:secret@127.0.0.1:${proxy.port}`)
  await pullWeights(options)
  expect(await filesIn(cacheFolder)).toEqual(ALL)
  expect(proxy.requests).toEqual(ALL.map(path => `GET ${server.url}/${path} me:secret`))
})

test('$NO_PROXY names hosts that are asked directly', async () => {
  const { options, server } = await download()
  const proxy = await startProxy()
  vi.stubEnv('http_proxy', `127.0.0.1:${proxy.port}`)
  vi.stubEnv('NO_PROXY', 'example.com,127.0.0.1')
  await pullWeights(options)
  expect(proxy.requests).toEqual([])
  expect(server.requests).toEqual(ALL)
})

test('to https a tunnel is opened by way of $HTTPS_PROXY; what a proxy answers, or that it does not, is said of the proxy', async () => {
  const { options } = await download()
  const pull = () => problem('unreachable', () => pullWeights({ ...options, baseUrl: HIDDEN }))
  const proxy = await startProxy(407)
  vi.stubEnv('HTTPS_PROXY', `http://me:secret@127.0.0.1:${proxy.port}`)
  expect(await pull()).toMatch(`weights.invalid cannot be reached (the proxy 127.0.0.1:${proxy.port} answered 407); `)
  expect(proxy.requests).toEqual(['CONNECT weights.invalid:443 me:secret'])
  const { host } = new URL(await refusingUrl())
  vi.stubEnv('HTTPS_PROXY', host)
  expect(await pull()).toMatch(
    `weights.invalid cannot be reached (the proxy ${host} cannot be reached: ECONNREFUSED); `,
  )
})

test('a proxy that is no address is wrong usage, and its password is not shown', async () => {
  const { options } = await download()
  vi.stubEnv('HTTPS_PROXY', 'socks5://me:secret@127.0.0.1:1')
  const error = await pullWeights(options).catch(thrown => thrown)
  expect(error).toBeInstanceOf(NstOnnxError)
  expect(error).toMatchObject({ kind: 'usage' })
  expect(error.message).toBe('$HTTPS_PROXY is not the address of an HTTP proxy; give http://HOST:PORT, or unset it')
})
