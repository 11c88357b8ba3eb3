const QUESTION = `query ($id: SorId!, $type: String!) {
  resolveEndpoint(organisation: { sorId: $id }, messageType: $type) {
    ... on EndpointFound {
      endpoint { gln network { display } accessPoint { url } organisation { name } }
      steps { outcome explanation } on revision
    }
    ... on EndpointNotFound { reason message on revision }
  }
}`

/**
 * Asks the graph who receives a message type for a unit, over HTTP as any caller.
 *
 * @returns the question as a command to paste, and the answer
 */
export async function firstLookUp(
  graph: URL,
  { sorId, messageType }: { readonly sorId: string; readonly messageType: string },
): Promise<string> {
  const variables = { id: sorId, type: messageType }
  const body = JSON.stringify({ query: QUESTION.replace(/\s+/g, ' '), variables })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(graph, { method: 'POST', headers, body })
  const answer = JSON.stringify(await response.json(), null, 2)
  return `\nTry:\n  curl -s ${graph} -H 'content-type: application/json' -d '${body}'\n\n${answer}\n`
}
