import type { GraphqlProbe } from '../../domain/probe.ts'
import { exchange } from './exchange.ts'
import { type Finding, found, ProbeFailure } from './finding.ts'
import { checkStatus, seenOf } from './http.ts'
import { jsonOf } from './json-of.ts'
import type { ProbeSurroundings } from './surroundings.ts'

/** Asks the smallest question that there is. */
export async function probeGraphql(
  probe: GraphqlProbe,
  around: ProbeSurroundings,
): Promise<Finding> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const body = JSON.stringify({ query: '{ __typename }' })
  const answer = await exchange({ url: probe.url, method: 'POST', headers, body }, around)
  checkStatus(answer)
  const { data, errors } = jsonOf(answer, 'NOT_GRAPHQL')
  if (errors !== undefined || typeof Object(data).__typename !== 'string') {
    throw new ProbeFailure('NOT_GRAPHQL', 'It did not answer the question', seenOf(answer))
  }
  return found(seenOf(answer))
}
