import { LRUCache } from 'lru-cache'
import type { Adapter, AdapterPayload } from 'oidc-provider'

/**
 * Keeps nothing but what a sign-in needs while it lasts, and that in memory: access tokens are signed and stand nowhere.
 *
 * @param name of the kind of thing that is kept
 */
export class MemoryAdapter implements Adapter {
  readonly #kept = new LRUCache<string, AdapterPayload>({ max: 1_000 })
  readonly name: string

  constructor(name: string) {
    this.name = name
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    this.#kept.set(id, payload, expiresIn > 0 ? { ttl: expiresIn * 1_000 } : {})
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#kept.get(id)
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.#where((payload) => payload.userCode === userCode)
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#where((payload) => payload.uid === uid)
  }

  async consume(id: string): Promise<void> {
    const payload = this.#kept.get(id)
    if (payload) payload.consumed = Math.floor(Date.now() / 1_000)
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, payload] of this.#kept.entries())
      if (payload.grantId === grantId) this.#kept.delete(id)
  }

  #where(isIt: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    return [...this.#kept.values()].find(isIt)
  }
}
