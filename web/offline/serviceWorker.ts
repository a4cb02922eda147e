import type { KeepAnswer, KeepRequest } from './messages.js'

/** Keeps the built page in the browser, so that it works offline, and isolates it where its server does not. */

/** The files of this build, put in by build/offlineFiles.ts; addresses relative to this script. */
declare const BUILD: {
  /** A hash of all files. */
  readonly version: string
  /** All that the page needs to be shown. */
  readonly shell: readonly string[]
  /** What is kept once it has been asked for. */
  readonly later: readonly string[]
  /** ONNX Runtime's WebAssembly: a device needs its own alone. */
  readonly runtimes: Readonly<Record<KeepRequest['keep'], string>>
}

declare const self: ServiceWorkerGlobalScope

const PREFIX = 'nst-onnx-page-'
const CACHE = `${PREFIX}${BUILD.version}`
const addressOf = (path: string) => new URL(path, self.location.href).href
const HOME = addressOf('./')
const INDEX = addressOf('./index.html')
const ASSETS = addressOf('./assets/')
const FILES = new Set([...BUILD.shell, ...BUILD.later, ...Object.values(BUILD.runtimes)].map(addressOf))

self.addEventListener('install', event => event.waitUntil(keep(BUILD.shell).then(() => self.skipWaiting())))

self.addEventListener('activate', event => event.waitUntil(takeOver()))

self.addEventListener('message', event => {
  const { keep: device } = event.data as KeepRequest
  const answer = (kept: boolean) => event.ports[0]?.postMessage({ kept } satisfies KeepAnswer)
  event.waitUntil(
    keep([BUILD.runtimes[device]]).then(
      () => answer(true),
      () => answer(false),
    ),
  )
})

self.addEventListener('fetch', event => {
  const { method, mode, url } = event.request
  const address = url.replace(/[?#].*$/, '')
  if (method !== 'GET') return
  if (mode === 'navigate' && (address === HOME || address === INDEX)) event.respondWith(serve(INDEX))
  else if (FILES.has(address)) event.respondWith(serve(address))
  // A page that was open before this build came still asks for its own.
  else if (address.startsWith(ASSETS)) event.respondWith(serveOlder(event.request))
  // Anything else, weights above all, is none of this script's business.
})

async function serve(address: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(address)
  if (kept) return isolated(kept)
  const fetched = await fetch(address)
  if (fetched.ok) await cache.put(address, fetched.clone())
  return isolated(fetched)
}

async function serveOlder(request: Request): Promise<Response> {
  return isolated((await caches.match(request)) ?? (await fetch(request)))
}

/** Keeps files that are not kept yet. Past the browser's own cache, which may hold those of an older build. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE)
  const missing: Request[] = []
  for (const path of paths) {
    const request = new Request(addressOf(path), { cache: 'no-cache' })
    if (!(await cache.match(request))) missing.push(request)
  }
  await cache.addAll(missing)
}

/** Serves pages that are open already. Of older builds the last is kept, as they may be of it. */
async function takeOver(): Promise<void> {
  const older = (await caches.keys()).filter(name => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(older.slice(0, -1).map(name => caches.delete(name)))
  await self.clients.claim()
}

/** Adds the headers that cross-origin isolation asks for, whatever the server sends: WebAssembly has threads then. */
function isolated({ body, status, statusText, headers: given }: Response): Response {
  const headers = new Headers(given)
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-embedder-policy', 'require-corp')
  return new Response(body, { status, statusText, headers })
}
