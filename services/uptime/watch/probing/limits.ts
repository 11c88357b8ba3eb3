/** Lets so many pieces of work go on at one time, in the order in which they came. */
export class Limit {
  readonly #most: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** @param most 1 or more */
  constructor(most: number) {
    this.#most = most
  }

  /** Nobody runs, and nobody waits. */
  get isIdle(): boolean {
    return this.#running === 0 && this.#waiting.length === 0
  }

  /** @throws what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#most) await new Promise<void>((go) => this.#waiting.push(go))
    else this.#running += 1
    try {
      return await work()
    } finally {
      // A place is handed on, so that nobody who comes now takes it from one who waits.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

/** A limit for all, and one for each host: no server meets more of our connections at a time than its own. */
export class ProbeLimits {
  readonly #all: Limit
  readonly #mostPerHost: number
  readonly #hosts = new Map<string, Limit>()

  constructor({ most, mostPerHost }: { readonly most: number; readonly mostPerHost: number }) {
    this.#all = new Limit(most)
    this.#mostPerHost = mostPerHost
  }

  /** @param host whose turn is waited for first: one that hangs keeps none of the places of all */
  async run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const limit = this.#hosts.get(host) ?? new Limit(this.#mostPerHost)
    this.#hosts.set(host, limit)
    try {
      return await limit.run(() => this.#all.run(work))
    } finally {
      if (limit.isIdle) this.#hosts.delete(host)
    }
  }
}
