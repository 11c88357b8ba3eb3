import { personNumberIn } from '../domain/person-number.ts'
import { CprInvalid, SignInRequired } from '../errors/asking.ts'
import { builder } from './builder.ts'
import { CitizenType } from './citizen.ts'

const PurposeType = builder.enumType('Purpose', {
  description: 'Why a record is asked for.',
  values: {
    TREATMENT: { description: 'By somebody who works in the health service.' },
    OWN_RECORD: { description: 'By the citizen.' },
    PROXY: { description: 'By somebody with custody or power of attorney.' },
  } as const,
})

const OverrideGroundType = builder.enumType('OverrideGround', {
  description:
    'Why consent is set aside: the citizen consents here and now, or cannot be reached and it is needed. Always with a reason in words.',
  values: { CITIZEN_CONSENTS: {}, NOT_REACHABLE: {} } as const,
})

const ConsentOverrideInput = builder.inputType('ConsentOverride', {
  description: 'Sets consent aside, for treatment only.',
  fields: (t) => ({
    ground: t.field({ type: OverrideGroundType, required: true }),
    reason: t.string({ required: true }),
  }),
})

builder.queryFields((t) => ({
  citizen: t.field({
    type: CitizenType,
    description:
      '`actingAt`: the unit the caller acts for now; `onBehalfOf`: authorisation code or person on whose behalf.',
    args: {
      cpr: t.arg({ type: 'Cpr', required: true }),
      purpose: t.arg({ type: PurposeType, required: true }),
      actingAt: t.arg({ type: 'SorId' }),
      onBehalfOf: t.arg.string(),
      override: t.arg({ type: ConsentOverrideInput }),
    },
    resolve: (_root, { purpose, actingAt, onBehalfOf, override, ...asked }, { signedIn }) => {
      if (!signedIn) throw new SignInRequired()
      const cpr = personNumberIn(asked.cpr)
      if (cpr === null) throw new CprInvalid()
      return signedIn.records.of({
        ...{ cpr, purpose, override: override ?? null },
        ...{ actingAt: actingAt ?? null, onBehalfOf: onBehalfOf ?? null },
      })
    },
  }),
}))
