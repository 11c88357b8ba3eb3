/** One question to the gateway, asked of many units. */
export interface LookUp {
  readonly name: string
  /** Asked before anything is measured. */
  readonly warmUp: readonly string[]
  readonly bodies: readonly string[]
}

/** Units to ask about. */
export interface AskedUnits {
  /** Few, that receive the type: asked again and again, they are what the service has read before. */
  readonly sorIds: readonly string[]
  /** Many, of every kind, each asked once: what the service must read. None in a register too small for it. */
  readonly others: readonly string[]
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

/** The look-ups that are measured. */
export function lookUps({ sorIds, others }: AskedUnits): readonly LookUp[] {
  const resolve = (id: string) => body(RESOLVE, { id, type: ASKED_TYPE })
  const organisation = (id: string) => body(ORGANISATION, { id })
  const half = others.length / 2
  const known = (name: string, of: (id: string) => string): LookUp => {
    const bodies = sorIds.map(of)
    return { name, warmUp: bodies, bodies }
  }
  const first = (name: string, of: (id: string) => string, ids: readonly string[]) =>
    ids.length > 0
      ? [{ name: `${name}, each unit once`, warmUp: sorIds.map(of), bodies: ids.map(of) }]
      : []
  return [
    known('resolveEndpoint', resolve),
    ...first('resolveEndpoint', resolve, others.slice(0, half)),
    known('organisation', organisation),
    ...first('organisation', organisation, others.slice(half)),
  ]
}

const body = (query: string, variables: object): string => JSON.stringify({ query, variables })
