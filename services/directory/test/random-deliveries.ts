import fc from 'fast-check'
import type { Fact } from '../domain/statement/facts.ts'
import { addDays, type LocalDate, localDate } from '../domain/time/local-date.ts'
import type { ImportInput } from '../source/import/plan.ts'
import { endpoint, file, mailbox, replacement, unit } from './import-harness.ts'
import { glnNumber, unitId } from './register-builder.ts'

/** The day from which everything that is drawn is counted. */
export const ORIGIN = localDate('2026-01-01')
/** Units and GLNs that snapshots are about: few, so that they meet. */
export const UNITS = [1, 2, 3].map(unitId)
export const GLNS = [1, 2].map(glnNumber)
export const NETWORKS = [null, 'a', 'b'] as const

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)

const period = fc
  .record({
    from: fc.integer({ min: -20, max: 10 }),
    days: fc.option(fc.integer({ min: 0, max: 25 })),
  })
  .map(({ from, days }) => {
    const first = addDays(ORIGIN, from)
    return `${first}..${days === null ? '' : addDays(first, days)}`
  })

const units = fc
  .uniqueArray(
    fc.record({ sorId: oneOf(UNITS), period, name: oneOf(['A', 'B']), inherits: fc.boolean() }),
    { maxLength: 3, selector: ({ sorId }) => sorId },
  )
  .map((drawn) =>
    drawn.map(({ sorId, period, name, inherits }) =>
      unit(sorId, period, { name, inheritsGln: inherits }),
    ),
  )

const sorMailboxes = fc
  .uniqueArray(
    fc.record({
      ...{ sorId: oneOf(UNITS), gln: oneOf(GLNS), network: oneOf(NETWORKS), period },
      internalOnly: fc.boolean(),
    }),
    { maxLength: 3, selector: ({ sorId }) => sorId },
  )
  .map((drawn) => drawn.map(({ sorId, gln, period, ...more }) => mailbox(sorId, gln, period, more)))

const eerMailboxes = fc
  .uniqueArray(
    fc.record({
      ...{ gln: oneOf(GLNS), network: oneOf(NETWORKS), sorId: oneOf([null, ...UNITS]) },
      ...{ status: oneOf(['ACTIVE', 'OFF'] as const), accessPointId: oneOf([null, 'P']) },
    }),
    { maxLength: 3, selector: ({ gln, network }) => `${gln} ${network}` },
  )
  .map((drawn) => drawn.map(({ gln, ...more }) => endpoint(gln, more)))

const messageTypes = fc
  .array(
    fc.record({ gln: oneOf(GLNS), network: oneOf(NETWORKS), raw: oneOf(['DIS91', 'XBIN01']) }),
    {
      maxLength: 3,
    },
  )
  .map((drawn) => drawn.map((type): Fact => ({ kind: 'message-type', line: 0, ...type })))

const points = fc
  .option(oneOf(['https://one.example', 'https://two.example']))
  .map((url): readonly Fact[] =>
    url === null
      ? []
      : [{ kind: 'access-point', line: 0, id: 'P', url, network: null, certificate: null }],
  )

const replacements = fc
  .option(fc.tuple(oneOf(UNITS), oneOf(UNITS)).filter(([one, other]) => one !== other))
  .map((drawn): readonly Fact[] => (drawn ? [replacement(...drawn)] : []))

type Part = fc.Arbitrary<readonly Fact[]>

const facts = (...parts: readonly Part[]): Part => fc.tuple(...parts).map((all) => all.flat())

/** What each source may state. */
const SOURCES = {
  'sor-xml': facts(units, sorMailboxes, replacements),
  'sor2-csv': facts(units, sorMailboxes, messageTypes),
  eer: facts(units, eerMailboxes, messageTypes, points),
} as const

/** Names of the sources that snapshots are of. */
export const SOURCE_NAMES = Object.keys(SOURCES)

/** What some of the sources deliver, some days after the delivery before. */
export interface Delivered {
  readonly after: number
  readonly sources: Readonly<Partial<Record<keyof typeof SOURCES, readonly Fact[]>>>
}

/** Any deliveries, one after the other. */
export const deliveries: fc.Arbitrary<readonly Delivered[]> = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 6 }),
    sources: fc.record(SOURCES, { requiredKeys: [] }),
  }),
  { minLength: 2, maxLength: 4 },
)

/** A delivery as files of its day. */
export const filesOf = ({ sources }: Delivered, day: LocalDate): readonly ImportInput[] =>
  Object.entries(sources).map(([format, items]) =>
    file(
      {
        ...{ format, on: day, items },
        speaksFor: ['organisation', 'mailbox', 'message-type', 'access-point', 'replacement'],
      },
      format,
    ),
  )
