import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'

const PLACES = ['/usr/bin/firefox', '/usr/bin/firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox']

/**
 * Starts the Firefox of this machine, `$FIREFOX` or where it is usually installed, with a profile of its own and a page, and speaks WebDriver
 * BiDi with it. playwright-core 1.65 speaks it too, but begins every page with a command that Firefox 153 does not know.
 *
 * @param downloads the folder that saved files go to
 */
export async function openFirefox(downloads) {
  const program = [process.env.FIREFOX, ...PLACES].find(path => path && existsSync(path))
  if (!program) throw new Error('install Firefox (Debian: apt install firefox-esr) or set FIREFOX to its program')
  const profile = mkdtempSync(join(tmpdir(), 'nst-onnx-firefox-'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const firefox = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise(resolve => firefox.once('exit', resolve))
  const { send, events, close } = await connect(`${await addressOf(firefox)}/session`)
  await send('session.new', { capabilities: {} })
  await send('session.subscribe', { events: ['log.entryAdded'] })
  await send('browser.setDownloadBehavior', {
    downloadBehavior: { type: 'allowed', destinationFolder: downloads },
  })
  const { contexts } = await send('browsingContext.getTree', {})
  const { context } = contexts[0]
  const evaluate = async expression => {
    const target = { context }
    const answer = await send('script.evaluate', { expression, target, awaitPromise: true, userActivation: true })
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
    return answer.result.value
  }
  return {
    /** What the console of the page was told. */
    said: () => events.map(({ params }) => params.text),
    goTo: url => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** The value of an expression in the page: text, a number, or true or false. */
    evaluate,
    /** Waits until an expression is true in the page. */
    async until(expression, seconds) {
      const deadline = performance.now() + 1000 * seconds
      while (!(await evaluate(expression))) {
        if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${expression}`)
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    },
    /** Clicks the middle of an element, as a pointer does. */
    async click(expression) {
      await evaluate(`${expression}.scrollIntoView({ block: 'center' })`)
      const x = await evaluate(
        `(({ left, width }) => Math.round(left + width / 2))(${expression}.getBoundingClientRect())`,
      )
      const y = await evaluate(
        `(({ top, height }) => Math.round(top + height / 2))(${expression}.getBoundingClientRect())`,
      )
      const button = 0
      const actions = [
        { type: 'pointerMove', x, y },
        { type: 'pointerDown', button },
        { type: 'pointerUp', button },
      ]
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions }] })
    },
    /** Types into whatever has the focus. */
    async type(text) {
      const actions = [...text].flatMap(value => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] })
    },
    async close() {
      await send('browser.close', {})
      close()
      await ended
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Where Firefox listens, which it says once it does. */
function addressOf(firefox) {
  return new Promise((resolve, reject) => {
    let said = ''
    firefox.once('exit', () => reject(new Error(`Firefox has ended: ${said}`)))
    firefox.stderr.on('data', data => {
      said += data
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
  })
}

/** A connection on which each command has an answer, and events are kept. */
async function connect(url) {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`${url} does not answer`))
  })
  const waiting = new Map()
  const events = []
  let numbered = 0
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data)
    if (message.type === 'event') return events.push(message)
    const { resolve, reject } = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.type === 'success') resolve(message.result)
    else reject(new Error(`${message.error}: ${message.message}`))
  }
  const send = (method, params) =>
    new Promise((resolve, reject) => {
      waiting.set(++numbered, { resolve, reject })
      socket.send(JSON.stringify({ id: numbered, method, params }))
    })
  return { send, events, close: () => socket.close() }
}
