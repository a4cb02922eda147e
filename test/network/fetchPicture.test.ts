import { expect, test } from 'vitest'
import { fetchPicture } from '../../src/node/network/fetchPicture.js'
import { startServer } from './pictureServer.js'

const LIMITS = { bytes: 1000, milliseconds: 2000, silentMilliseconds: 200, redirects: 2 }

/** What comes of an address on a server that knows every way to disappoint. */
async function fetched(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const server = await startServer((asked, response, { socket }) => {
    const left = Number(/^\/redirect\/(\d)$/.exec(asked)?.[1])
    if (left >= 0) response.writeHead(302, { location: left > 0 ? `/redirect/${left - 1}` : '/picture' }).end()
    else if (asked === '/picture') response.end('picture')
    else if (asked === '/elsewhere') response.writeHead(301, { location: 'ftp://host.example/a.png' }).end()
    else if (asked === '/page') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>')
    else if (asked === '/large') response.writeHead(200, { 'content-length': 1001 }).end(new Uint8Array(1001))
    else if (asked === '/larger') response.writeHead(200).end(new Uint8Array(1001))
    else if (asked === '/broken') response.writeHead(200, { 'content-length': 9 }).write('1', () => socket.destroy())
    else if (asked === '/stalled') response.writeHead(200).write('1')
    else if (asked === '/endless') setInterval(() => response.write('1'), 50).unref()
    else if (asked !== '/silent') response.writeHead(404).end()
  })
  return fetchPicture(new URL(server + path), signal, LIMITS)
}

test('fetches a picture, also where it has moved', async () => {
  expect(Buffer.from(await fetched('/picture')).toString()).toBe('picture')
  expect(Buffer.from(await fetched('/redirect/1')).toString()).toBe('picture')
})

test.each([
  ['/gone', 'the server answered 404 Not Found; check the address'],
  ['/redirect/2', 'it leads on more than 2 times'],
  ['/elsewhere', 'it leads on from http: to ftp:, which is not followed'],
  ['/page', 'this is a web page, not a picture'],
  ['/large', 'it is larger than 0.001 MB'],
  ['/larger', 'it is larger than 0.001 MB'],
  ['/broken', 'the connection broke; try again'],
  ['/silent', 'the server was silent for 0.2 s; try again later'],
  ['/stalled', 'the server was silent for 0.2 s; try again later'],
  ['/endless', 'it takes longer than 2 s; download it'],
])('%s is one line that says what is wrong', async (path, problem) => {
  await expect(fetched(path)).rejects.toMatchObject({
    kind: 'input',
    message: expect.stringMatching(`^http://127\\.0\\.0\\.1:\\d+${path}: ${problem}`),
  })
})

test('a host that is not there, and one that listens to nobody', async () => {
  const missing = new URL('https://pictures.invalid/a.jpg')
  await expect(fetchPicture(missing)).rejects.toThrow('pictures.invalid cannot be found; check the address')
  const port = new URL(await startServer(() => {})).port
  const deaf = new URL(`https://127.0.0.1:${port}/a.jpg`)
  await expect(fetchPicture(deaf, undefined, LIMITS)).rejects.toMatchObject({ kind: 'input' })
})

test('can be given up', async () => {
  await expect(fetched('/silent', AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'TimeoutError' })
})
