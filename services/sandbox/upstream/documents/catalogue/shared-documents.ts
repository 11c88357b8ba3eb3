import type { CitizenName } from '../../../domain/world/document-story.ts'
import { CITIZENS } from '../../../domain/world/persons.ts'
import { dayOf } from '../content/world-time.ts'
import { documentsOf, type Sharing } from './documents-of.ts'
import type { SandboxDocument } from './sandbox-document.ts'

const NAMES = new Map(
  Object.entries(CITIZENS).map(([name, { cpr }]) => [cpr as string, name as CitizenName]),
)

/** What is shared: the documents of the world, which move with the day, and those that were given. */
export class SharedDocuments {
  readonly #sharing: Sharing
  readonly #given = new Map<string, SandboxDocument[]>()
  readonly #ofDay = new Map<string, readonly SandboxDocument[]>()
  #day = ''

  constructor(sharing: Sharing) {
    this.#sharing = sharing
  }

  /** Whether there is such a person. */
  isKnown(cpr: string): boolean {
    return NAMES.has(cpr)
  }

  /** All documents of a person, of whatever status; none for a stranger. */
  of(cpr: string, now: Date): readonly SandboxDocument[] {
    const name = NAMES.get(cpr)
    return name ? [...this.#world(name, now), ...(this.#given.get(cpr) ?? [])] : []
  }

  /** All documents there are. */
  all(now: Date): readonly SandboxDocument[] {
    return [...NAMES.keys()].flatMap((cpr) => this.of(cpr, now))
  }

  /** Takes a document; it is found from now on. */
  give(document: SandboxDocument): void {
    const { id } = document.entry.patient
    this.#given.set(id, [...(this.#given.get(id) ?? []), document])
  }

  // Written once a day: what is listed and what is fetched are the same bytes.
  #world(name: CitizenName, now: Date): readonly SandboxDocument[] {
    const day = dayOf(now)
    if (day !== this.#day) this.#ofDay.clear()
    this.#day = day
    const found = this.#ofDay.get(name) ?? documentsOf(name, this.#sharing, now)
    this.#ofDay.set(name, found)
    return found
  }
}
