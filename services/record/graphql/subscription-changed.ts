import { endingOnReturn } from '../../kit/ending-on-return.ts'
import type { RecordChange } from '../domain/change.ts'
import { personNumberIn } from '../domain/person-number.ts'
import type { SignIn } from '../domain/sign-in.ts'
import { ChangesDenied, CprInvalid, SignInRequired, TooManyCitizens } from '../errors/asking.ts'
import { builder } from './builder.ts'

/** Citizens whose records one subscription follows at most. */
const MOST_CITIZENS = 1000

const CitizenRecordChangeType = builder.objectRef<RecordChange>('CitizenRecordChange')

CitizenRecordChangeType.implement({
  description: "Something in a citizen's record changed at its source; never what.",
  fields: (t) => ({
    id: t.exposeID('id'),
    cpr: t.field({ type: 'Cpr', resolve: ({ cpr }) => cpr }),
    source: t.exposeString('source', { description: 'What the source calls it.' }),
    changedOn: t.field({ type: 'Date', resolve: ({ changedOn }) => changedOn }),
    receivedAt: t.field({ type: 'DateTime', resolve: ({ receivedAt }) => receivedAt }),
  }),
})

builder.subscriptionField('citizenRecordChanged', (t) =>
  t.field({
    type: CitizenRecordChangeType,
    description:
      'Changes as they come in, from now on; the same one may come twice. A citizen follows his own record only.',
    args: { citizens: t.arg({ type: ['Cpr'], required: true }) },
    subscribe: async (_root, asked, { signedIn }) => {
      if (!signedIn) throw new SignInRequired()
      const citizens = followed(signedIn.who, asked.citizens)
      const { changes } = signedIn
      const after = await changes.begin(citizens)
      return endingOnReturn((signal) => changes.follow({ citizens, after, signal }))
    },
    resolve: (change) => change,
  }),
)

function followed(who: SignIn, citizens: readonly string[]): readonly string[] {
  if (citizens.length < 1 || citizens.length > MOST_CITIZENS)
    throw new TooManyCitizens(citizens.length, MOST_CITIZENS)
  return citizens.map((text) => {
    const cpr = personNumberIn(text)
    if (cpr === null) throw new CprInvalid()
    if (who.kind === 'citizen' && who.cpr !== cpr) throw new ChangesDenied()
    return cpr
  })
}
