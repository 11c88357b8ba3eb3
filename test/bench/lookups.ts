/** One question to the gateway, asked of many units. */
export interface LookUp {
  readonly name: string
  readonly bodies: readonly string[]
}

/** Message type that is asked for. */
export const ASKED_TYPE = 'DIS91'

const RESOLVE = `query Resolve($id: SorId!, $type: String!) {
  resolveEndpoint(organisation: { sorId: $id }, messageType: $type) {
    __typename
    ... on EndpointFound {
      endpoint { gln status address } receiver { gln sorId } revision
      steps { outcome explanation }
    }
    ... on EndpointNotFound { reason message }
  }
}`

const ORGANISATION = `query Organisation($id: SorId!) {
  organisation(key: { sorId: $id }) {
    sorId name level status type { code } addresses { use street postCode city } parent { sorId name }
  }
}`

/** The two look-ups that are measured, for these units. */
export const lookUps = (sorIds: readonly string[]): readonly LookUp[] => [
  {
    name: 'resolveEndpoint',
    bodies: sorIds.map((id) => body(RESOLVE, { id, type: ASKED_TYPE })),
  },
  { name: 'organisation', bodies: sorIds.map((id) => body(ORGANISATION, { id })) },
]

const body = (query: string, variables: object): string => JSON.stringify({ query, variables })
