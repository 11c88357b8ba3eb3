import type { ViewedDirectory } from '../domain/directory.ts'
import type { OrganisationKey } from '../domain/identifier/organisation-key.ts'
import type { Found, NotFound } from '../domain/resolution/resolution.ts'

/** An endpoint that was found, in the graph. */
export interface FoundNode extends Found {
  readonly at: ViewedDirectory
  readonly key: OrganisationKey
}

/** Why none was found, in the graph. */
export interface NotFoundNode extends NotFound {
  readonly at: ViewedDirectory
}

/** Sources that the answer rests on. */
export const sourcesBehind = (answer: FoundNode | NotFoundNode): readonly string[] =>
  answer.kind === 'found'
    ? [answer.unit.source, ...answer.mailbox.sources]
    : [
        ...answer.units.map(({ source }) => source),
        ...answer.steps.flatMap(({ unit }) => (unit ? [unit.source] : [])),
        ...answer.candidates.flatMap(({ sources }) => sources),
      ]
