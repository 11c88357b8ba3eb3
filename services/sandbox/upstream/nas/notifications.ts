import { randomUUID } from 'node:crypto'
import type { Notified } from '../../../nsp/nas/notification.ts'

/** Notifications of one sandbox: who wants to hear of whom, and what has gathered. All of it in memory. */
export class Notifications {
  readonly #lists = new Map<string, ReadonlySet<string>>()
  readonly #points = new Map<string, PullPoint>()
  readonly #subscriptions = new Map<string, Subscription>()
  readonly #topics: ReadonlySet<string>

  /** @param topics that exist; a topic has to be made before anybody publishes on it */
  constructor(topics: readonly string[]) {
    this.#topics = new Set(topics)
  }

  hasTopic(topic: string): boolean {
    return this.#topics.has(topic)
  }

  /** @returns whether there was a list of that name before */
  keepList(owner: string, name: string, ids: readonly string[]): boolean {
    const key = listKey(owner, name)
    const isKnown = this.#lists.has(key)
    this.#lists.set(key, new Set(ids))
    return isKnown
  }

  /** @returns whether there was none */
  dropList(owner: string, name: string): boolean {
    return !this.#lists.delete(listKey(owner, name))
  }

  hasList(owner: string, name: string): boolean {
    return this.#lists.has(listKey(owner, name))
  }

  createPoint(owner: string): string {
    const id = randomUUID()
    this.#points.set(id, { owner, queue: [] })
    return id
  }

  /** Null where there is no such pull point, or it is another's. */
  pointOf(owner: string, id: string): PullPoint | null {
    const point = this.#points.get(id)
    return point?.owner === owner ? point : null
  }

  dropPoint(id: string): void {
    this.#points.delete(id)
    for (const [key, { point }] of this.#subscriptions) {
      if (point === id) this.#subscriptions.delete(key)
    }
  }

  /** A subscription that is there already is given again. */
  subscribe(wish: Subscription): string {
    const known = [...this.#subscriptions].find(
      ([, { owner, topic, list, point }]) =>
        owner === wish.owner && topic === wish.topic && list === wish.list && point === wish.point,
    )
    const id = known?.[0] ?? randomUUID()
    this.#subscriptions.set(id, wish)
    return id
  }

  /** @returns whether there was one */
  unsubscribe(owner: string, id: string): boolean {
    return this.#subscriptions.get(id)?.owner === owner && this.#subscriptions.delete(id)
  }

  /** Puts a notification into each pull point whose subscription takes it, once. */
  publish(notified: Notified): void {
    const points = new Set(
      [...this.#subscriptions.values()]
        .filter(
          ({ owner, topic, list }) =>
            topic === notified.topic && this.#holds(owner, list, notified.id),
        )
        .map(({ point }) => point),
    )
    for (const id of points) this.#points.get(id)?.queue.push(notified)
  }

  #holds(owner: string, list: string, id: string): boolean {
    return this.#lists.get(listKey(owner, list))?.has(id) ?? false
  }
}

/** Where notifications gather for one system. */
export interface PullPoint {
  /** CVR of the system. */
  readonly owner: string
  readonly queue: Notified[]
}

/** What is to gather where. */
export interface Subscription {
  readonly owner: string
  readonly topic: string
  readonly list: string
  /** Id of a pull point. */
  readonly point: string
}

const listKey = (owner: string, name: string): string => JSON.stringify([owner, name])
