import type { ORGANISATIONS } from './organisations.ts'
import type { CITIZENS } from './persons.ts'

/** Who is meant, by the name under which the world knows them. */
export type CitizenName = keyof typeof CITIZENS

/** @see CitizenName */
export type OrganisationKey = keyof typeof ORGANISATIONS

/** What all documents of the world have. */
export interface DocumentStory {
  /** Tells the documents of one citizen and type apart. */
  readonly key: string
  /** Consent holds it back. */
  readonly isHeldBack?: true
  /** A newer one has taken its place. */
  readonly isDeprecated?: true
}

/** Stories by the citizen whom they are about. */
export type StoriesOf<Story> = Readonly<Partial<Record<CitizenName, readonly Story[]>>>

/** A code of a code system of the world, without naming the system. */
export interface Coding {
  readonly code: string
  readonly display: string
}
