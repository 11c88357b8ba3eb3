const QUESTION = `query ($id: SorId!, $type: String!) {
  resolveEndpoint(organisation: { sorId: $id }, messageType: $type) {
    __typename
    ... on EndpointFound { endpoint { gln network { display } accessPoint { url } } steps { explanation } on revision }
    ... on EndpointNotFound { reason message on revision }
  }
}`

/** A unit of the sample that takes its mailbox from a unit above. */
const SAMPLE_UNIT = { id: '9000000111000016008', type: 'DIS91' }

/**
 * Asks the graph who receives correspondence for a unit of the sample, over HTTP as any caller.
 *
 * @returns the question as a command to paste, and the answer
 */
export async function firstLookUp(graph: URL): Promise<string> {
  const body = JSON.stringify({ query: QUESTION.replace(/\s+/g, ' '), variables: SAMPLE_UNIT })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(graph, { method: 'POST', headers, body })
  const answer = JSON.stringify(await response.json(), null, 2)
  return `\nTry:\n  curl -s ${graph} -H 'content-type: application/json' -d '${body}'\n\n${answer}\n`
}
