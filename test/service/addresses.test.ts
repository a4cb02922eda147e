import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { addressPattern } from '../../src/service/addressPattern.js'
import { fetchAllowed } from '../../src/service/fetchAllowed.js'
import { isPublicAddress } from '../../src/service/isPublicAddress.js'

const server = createServer(({ url }, response) => {
  const [, to] = url?.match(/^\/to\?(.*)$/) ?? []
  if (to !== undefined) response.writeHead(302, { location: decodeURIComponent(to) }).end()
  else if (url === '/loop') response.writeHead(302, { location: url }).end()
  else if (url === '/to-other') response.writeHead(302, { location: 'http://example.org/x' }).end()
  else response.end('picture')
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())
const { port } = server.address() as AddressInfo
const signal = AbortSignal.timeout(10_000)
const code = (fetched: Promise<unknown>) => fetched.then(() => 'fetched').catch(error => error.code)

test.each([
  ['https://example.org/*', 'https://example.org/a/b?c', true],
  ['https://example.org', 'https://example.org/', true],
  ['https://*.example.org/*', 'https://a.b.example.org/', true],
  ['https://*.example.org/*', 'https://example.org/', false],
  ['https://*.example.org/*', 'https://evil.org/.example.org/', false],
  ['https://example.org/*', 'http://example.org/', false],
  ['https://example.org/*', 'https://example.org:8443/', false],
  ['https://example.org/*', 'https://example.org.evil.com/', false],
  ['https://example.org/*', 'https://exampleXorg/', false],
  ['https://example.org/pictures/*', 'https://example.org/pictures/../secret', false],
])('%s allows %s: %s', (pattern, address, isAllowed) => {
  expect(addressPattern(pattern)(new URL(address))).toBe(isAllowed)
})

test.each([
  ['93.184.216.34', true],
  ['2606:2800:220:1::1', true],
  ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'].map(own),
  ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '64:ff9b::a00:1'].map(own),
  ...['2002:a00:1::', 'ff02::1', 'localhost', ''].map(own),
] as [string, boolean][])('%j is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

function own(address: string): [string, boolean] {
  return [address, false]
}

test('a picture is fetched from an allowed public host alone, and so is all that it leads on to', async () => {
  const here = (path: string) => new URL(`http://localhost:${port}${path}`)
  const isHere = ({ hostname }: URL) => hostname === 'localhost'
  const loopbackIsPublic = (address: string) => address === '127.0.0.1' || address === '::1'
  const bytes = await fetchAllowed(here('/x'), isHere, 100, signal, loopbackIsPublic)
  expect(Buffer.from(bytes).toString()).toBe('picture')
  expect(await code(fetchAllowed(here('/x'), isHere, 3, signal, loopbackIsPublic))).toBe('address-too-large')
  expect(await code(fetchAllowed(here('/x'), isHere, 100, signal))).toBe('address-private')
  expect(await code(fetchAllowed(here('/to-other'), isHere, 100, signal, loopbackIsPublic))).toBe('address-not-allowed')
  expect(await code(fetchAllowed(new URL(`http://127.0.0.1:${port}/x`), () => true, 100, signal))).toBe(
    'address-private',
  )
})

// However it is written, and wherever it is written down.
test.each([
  'http://10.0.0.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::]:PORT/',
  'http://[fe80::1]/',
  'http://localhost:PORT/',
])('%s is private, asked for and led on to', async text => {
  const address = text.replace('PORT', String(port))
  const anywhere = () => true
  const loopbackIsPublic = (given: string) => given === '127.0.0.1' || given === '::1'
  // The first host alone is let through, which stands for one of the public network.
  let asked = 0
  const first = (given: string) => asked++ === 0 && loopbackIsPublic(given)
  expect(await code(fetchAllowed(new URL(address), anywhere, 100, signal))).toBe('address-private')
  const from = new URL(`http://127.0.0.1:${port}/to?${encodeURIComponent(address)}`)
  expect(await code(fetchAllowed(from, anywhere, 100, signal, first))).toBe('address-private')
})

test('a way from https to http, to a file, and one without end are not followed', async () => {
  const ways: [string, string][] = [
    ['file:///etc/passwd', 'address-leads-elsewhere'],
    ['data:image/png;base64,AA', 'address-leads-elsewhere'],
    [`http://user:word@127.0.0.1:${port}/x`, 'address-not-allowed'],
    ['http://', 'address-leads-nowhere'],
    ['/loop', 'address-redirects'],
  ]
  for (const [to, wanted] of ways) {
    const from = new URL(`http://127.0.0.1:${port}/to?${encodeURIComponent(to)}`)
    expect([
      to,
      await code(
        fetchAllowed(
          from,
          () => true,
          100,
          signal,
          () => true,
        ),
      ),
    ]).toEqual([to, wanted])
  }
})
