import { TYPES, type TypeName } from './codes.ts'
import { sampleSorId } from './identifiers.ts'
import type { MessageTypeName } from './message-types.ts'
import { HUB } from './owners/state.ts'

const REFERRALS = [
  ['REF06', 'speciallæge', 'specialists'],
  ['REF07', 'fysioterapi', 'physiotherapists'],
  ['REF10', 'psykolog', 'psychologists'],
] as const satisfies readonly (readonly [MessageTypeName, TypeName, string])[]

/** Referrals to practices of three kinds go through the hub; dated, for a hub may come and go. */
export const hubRules = (): string =>
  `${JSON.stringify(
    REFERRALS.map(([name, type, receivers]) => ({
      messageTypes: [name, `X${name}`],
      unitTypes: [TYPES[type]],
      hub: sampleSorId(HUB),
      validFrom: '2020-01-01',
      validTo: null,
      explanation: `Referrals to ${receivers} go through the national referral hub`,
    })),
    null,
    2,
  )}\n`
