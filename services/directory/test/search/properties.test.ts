import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Random, seededRandom } from '../../../../infra/sample/random.ts'
import { parseMessageType } from '../../domain/message-type/message-type.ts'
import type { OrganisationFact } from '../../domain/statement/facts.ts'
import { addDays, localDate } from '../../domain/time/local-date.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { receiversOf } from '../../store/search/receivers.ts'
import { GROUP_HEADER, importingText } from '../groups-harness.ts'
import { file, importing } from '../import-harness.ts'
import { unitId } from '../register-builder.ts'
import { naiveSearch } from './naive-search.ts'
import { randomFacts, randomFilter, randomText, randomTypes } from './random-register.ts'
import { openSearching, pageOf, type SearchArguments, type Searching } from './searching.ts'

const RESTRICTED = 'eer'
const FIRST_WITH_GROUPS = 3

describe('searchOrganisations() against looking at every unit', () => {
  let searching: Searching
  let next = 1
  const regions = new Map<string, string | null>()

  const keyOf = (unit: { sorId: string; name: string; parentId: string | null }) =>
    JSON.stringify([unit.sorId, unit.name, unit.parentId])
  const remember = (facts: readonly { kind: string }[]) => {
    for (const fact of facts) {
      if (fact.kind === 'organisation') {
        const { region, ...unit } = fact as OrganisationFact
        regions.set(versionOf(unit), region)
      }
    }
  }
  const versionOf = (
    unit: Pick<Unit, 'sorId' | 'name' | 'parentId' | 'postal' | 'visiting' | 'activity' | 'type'>,
  ) =>
    `${keyOf(unit)}${JSON.stringify([unit.postal?.postCode, unit.postal?.municipality, unit.visiting?.postCode, unit.activity?.postCode, unit.type?.code])}`
  /** One more revision of each source in turn. */
  const importNext = async () => {
    const number = next++
    const on = addDays(localDate('2026-11-10'), number)
    const isDated = number % 3 !== 0
    const facts = randomFacts(number % 3, Math.ceil(number / 3), { isDated })
    remember(facts)
    const format = isDated ? (number % 3 === 1 ? 'sor-xml' : 'sor2-csv') : RESTRICTED
    const items = isDated
      ? facts
      : [...facts.filter(({ kind }) => kind === 'organisation'), ...randomTypes(number)]
    const options = { force: true, ...(isDated ? {} : { visibility: 'restricted' as const }) }
    const { outcome, refusal } = await importing(
      searching.register,
      [file({ format, on, items })],
      options,
    )
    assert.equal(outcome, 'recorded', refusal?.message)
  }

  before(async () => {
    searching = await openSearching()
    for (let count = 0; count < 2; count++) await importNext()
    await importingText(searching.register.url, [
      GROUP_HEADER,
      `CLUSTER;klynge-1;Klyngen;2026-10-01;;HOSPITAL;${unitId(3)};`,
      'CLUSTER;klynge-1;Klyngen;2026-10-01;;MUNICIPALITY;;0751',
    ])
    for (let count = 0; count < 4; count++) await importNext()
  })
  after(() => searching[Symbol.asyncDispose]())

  const naive = async (asked: SearchArguments, grants: readonly string[]) => {
    const at = await searching.look(grants).at(asked.on ?? null, asked.at ?? null)
    return naiveSearch(at, {
      text: asked.text ?? '',
      filter: { ...asked.filter },
      regionOf: (unit) => regions.get(versionOf(unit)) ?? null,
    })
  }
  const randomQuestion = (random: Random): SearchArguments => ({
    ...(random.chance(0.6) ? { text: randomText(random) } : {}),
    filter: randomFilter(random),
    on: addDays(localDate('2026-09-25'), random.below(90)),
  })
  /** Every page, and whatever happens between the first and the second. */
  const paged = async (
    asked: SearchArguments,
    {
      first,
      grants,
      between,
    }: { first: number; grants: readonly string[]; between?: () => Promise<void> },
  ) => {
    const sorIds: string[] = []
    let page = await pageOf(searching, { ...asked, first }, grants)
    const { totalCount } = page
    assert.equal(page.pageInfo.hasPreviousPage, false)
    await between?.()
    for (;;) {
      sorIds.push(...page.sorIds)
      assert.equal(page.totalCount, totalCount)
      assert.equal(page.pageInfo.endCursor, page.cursors.at(-1) ?? null)
      if (!page.pageInfo.hasNextPage) return { sorIds, totalCount }
      page = await pageOf(searching, { ...asked, first, after: page.cursors.at(-1) ?? '' }, grants)
      assert.equal(page.pageInfo.hasPreviousPage, true)
    }
  }

  for (const grants of [[], [RESTRICTED]]) {
    it(`gives every unit once, in order, ${grants.length > 0 ? 'with' : 'without'} a grant`, async () => {
      const random = seededRandom(7)
      let hits = 0
      for (let count = 0; count < 100; count++) {
        const asked = {
          ...randomQuestion(random),
          ...(random.chance(0.3) ? { at: FIRST_WITH_GROUPS + random.below(3) } : {}),
        }
        const found = await paged(asked, { first: 4 + random.below(30), grants })
        const expected = await naive(asked, grants)
        assert.deepEqual(found.sorIds, expected, JSON.stringify(asked))
        assert.equal(found.totalCount, expected.length)
        hits += expected.length
      }
      assert.ok(hits > 100, `only ${hits}`)
    })
  }

  it('knows all who receive a message type, as walking from each unit tells', async () => {
    const visibleSources = ['sor-xml', 'sor2-csv', 'groups', RESTRICTED]
    const at = await searching.look([RESTRICTED]).at('2026-11-18', null)
    for (const receives of ['DIS91', 'XDIS91']) {
      const asked = { text: '', filter: { receives, includeClosed: true }, regionOf: () => null }
      const expected = await naiveSearch(at, asked)
      const sight = { ...at.view, visibleSources }
      const found = await receiversOf(searching.register.db, sight, parseMessageType(receives))
      const shown = await Promise.all(found.map((sorId) => at.unit(sorId)))
      const told = shown.flatMap((unit) =>
        unit?.status === 'ACTIVE' || unit?.status === 'CLOSED' ? [unit.sorId] : [],
      )
      assert.deepEqual(told.sort(), [...expected].sort())
      assert.ok(expected.length > 3, receives)
    }
  })

  it('goes on in the view of the first page when an import comes between', async () => {
    const random = seededRandom(11)
    for (let count = 0; count < 6; count++) {
      const asked = {
        ...(count % 2 ? { text: 'lund' } : {}),
        filter: { includeClosed: count % 3 === 0 },
      }
      const expected = await naive(asked, [])
      const found = await paged(asked, {
        first: 1 + random.below(5),
        grants: [],
        between: importNext,
      })
      assert.deepEqual(found.sorIds, expected)
      assert.ok(expected.length > 2)
    }
  })
})
