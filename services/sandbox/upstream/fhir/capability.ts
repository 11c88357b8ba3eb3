import type { RequestHandler } from 'express'

/** What a FHIR server of the sandbox can do, by type of resource. */
export type Interactions = Readonly<Record<string, readonly string[]>>

/**
 * Answers `GET [base]/metadata`, which wants no token.
 *
 * @see FHIR R4, capabilities
 */
export const capability =
  (interactions: Interactions, now: () => Date): RequestHandler =>
  (_request, response) => {
    const statement = {
      ...{ resourceType: 'CapabilityStatement', status: 'active', kind: 'instance' },
      ...{ date: now().toISOString(), fhirVersion: '4.0.1', format: ['json'] },
      rest: [
        {
          mode: 'server',
          resource: Object.entries(interactions).map(([type, codes]) => ({
            type,
            interaction: codes.map((code) => ({ code })),
          })),
        },
      ],
    }
    response.type('application/fhir+json').send(JSON.stringify(statement))
  }
