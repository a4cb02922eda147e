import { PROCESS_BYTES } from '../memory/memoryNeed.js'

/** Bytes that the process could have in all for its runs, where its engines hold so many already. */
export type UsableMemory = (heldBytes: number) => number

interface Waiting {
  readonly account: MemoryAccount
  /** What the whole process would take if nobody else had any. */
  readonly bytes: number
  readonly usable: UsableMemory
  grant(): void
}

/**
 * What the engines of a process hold of its memory, by the estimates of their runs. Runs that do not fit beside what others hold wait, in
 * the order in which they asked; engines without a run are asked to give back what they keep. A run is never kept waiting where
 * nobody else holds anything: whether it fits alone is not asked here.
 */
export class MemoryLedger {
  readonly #accounts = new Set<MemoryAccount>()
  readonly #waiting: Waiting[] = []

  /** @param giveBack frees what an engine keeps between runs */
  open(giveBack: () => Promise<unknown>): MemoryAccount {
    const account = new MemoryAccount(this, giveBack)
    this.#accounts.add(account)
    return account
  }

  /** Bytes that engines hold, what they keep between runs included. */
  get heldBytes(): number {
    return sum([...this.#accounts])
  }

  /** Waits for memory: see {@link MemoryAccount.take}. */
  wait(
    wanted: Omit<Waiting, 'grant'>,
    signal: AbortSignal | undefined,
    onWaiting: (() => void) | undefined,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        reject(signal?.reason)
        this.serve()
      }
      const waiting: Waiting = {
        ...wanted,
        grant() {
          signal?.removeEventListener('abort', leave)
          resolve()
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.push(waiting)
      this.serve()
      if (this.#waiting.includes(waiting)) onWaiting?.()
    })
  }

  /** Lets in whom there is memory for now. */
  serve(): void {
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const { account, bytes, usable, grant } = first
      const others = sum([...this.#accounts].filter(other => other !== account))
      const own = Math.max(account.heldBytes, bytes - PROCESS_BYTES)
      if (others > 0 && PROCESS_BYTES + others + own > usable(this.heldBytes)) {
        for (const idle of this.#accounts) idle.askBack()
        return
      }
      this.#waiting.shift()
      account.hold(own)
      grant()
    }
  }

  forget(account: MemoryAccount): void {
    this.#accounts.delete(account)
    this.serve()
  }
}

/** An engine's part of a ledger. Between runs it holds what its largest run took, until it has given back. */
export class MemoryAccount {
  readonly #ledger: MemoryLedger
  readonly #giveBack: () => Promise<unknown>
  #heldBytes = 0
  #isRunning = false
  #isGivingBack = false

  constructor(ledger: MemoryLedger, giveBack: () => Promise<unknown>) {
    this.#ledger = ledger
    this.#giveBack = giveBack
  }

  get heldBytes(): number {
    return this.#heldBytes
  }

  /** Resolves when the engine may take so much for a run. Rejects with the signal's reason. */
  take(
    bytes: number,
    usable: UsableMemory,
    { signal, onWaiting }: { readonly signal?: AbortSignal | undefined; readonly onWaiting?: () => void } = {},
  ): Promise<void> {
    return this.#ledger.wait({ account: this, bytes, usable }, signal, onWaiting)
  }

  /** It has been let in. */
  hold(bytes: number): void {
    this.#heldBytes = bytes
    this.#isRunning = true
  }

  /** The run is over; what the engine keeps of it is still held. */
  rest(): void {
    this.#isRunning = false
    this.#ledger.serve()
  }

  /** The engine has ended. */
  close(): void {
    this.#ledger.forget(this)
  }

  /** Asks for what is kept, where no run uses it. */
  askBack(): void {
    if (this.#isRunning || this.#isGivingBack || this.#heldBytes === 0) return
    this.#isGivingBack = true
    const over = () => {
      this.#isGivingBack = false
      this.#heldBytes = 0
      this.#ledger.serve()
    }
    this.#giveBack().then(over, over)
  }
}

const sum = (accounts: readonly MemoryAccount[]) => accounts.reduce((bytes, { heldBytes }) => bytes + heldBytes, 0)

/** The ledger of this process, or page. */
export const LEDGER = new MemoryLedger()
