import { TYPES, type TypeName } from './codes.ts'
import { sampleSorId } from './identifiers.ts'
import type { MessageTypeName } from './message-types.ts'
import { HUB } from './owners/state.ts'

const REFERRALS = [
  ['REF06', 'speciallæge'],
  ['REF07', 'fysioterapi'],
  ['REF10', 'psykolog'],
] as const satisfies readonly (readonly [MessageTypeName, TypeName])[]

/** Referrals to practices of three kinds go through the hub; dated, for a hub may come and go. */
export const hubRules = (): string => `${JSON.stringify(REFERRALS.flatMap(rulesOf), null, 2)}\n`

const rulesOf = ([name, type]: (typeof REFERRALS)[number]) =>
  [name, `X${name}`].map((messageType) => ({
    messageType,
    fromDay: '2020-01-01',
    toDay: null,
    receiverTypes: [TYPES[type]],
    hubSorId: sampleSorId(HUB),
    forSource: 'sample',
    name: 'Den Fiktive Henvisningscentral',
    source: 'https://henvisning.example/regler',
  }))
