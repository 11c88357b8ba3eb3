import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Change } from '../domain/change/change.ts'
import { mailboxId } from '../domain/mailbox/mailbox.ts'
import { addDays, type LocalDate } from '../domain/time/local-date.ts'
import { changePage } from '../store/changes/change-page.ts'
import { registerState } from '../store/reading/register-state.ts'
import { viewedDirectory } from '../store/reading/viewed-directory.ts'
import type { Tables } from '../store/tables.ts'
import { clear, importing, openRegister } from './import-harness.ts'
import {
  type Delivered,
  deliveries,
  filesOf,
  GLNS,
  NETWORKS,
  ORIGIN,
  SOURCE_NAMES,
  UNITS,
} from './random-deliveries.ts'

const runs = (numRuns: number) => ({ numRuns, endOnFailure: true })
const SETS = [
  SOURCE_NAMES,
  ['sor-xml', 'eer'],
  ['sor-xml', 'sor2-csv'],
  ['sor2-csv', 'eer'],
  ['eer'],
]
const DAYS = [-15, -3, 0, 4, 12, 40].map((days) => addDays(ORIGIN, days))

describe('importFiles() over any sequence of snapshots', () => {
  let register: TestDatabase<Tables>
  before(async () => {
    register = await openRegister()
  })
  after(() => register[Symbol.asyncDispose]())

  /** @param look is told of every revision */
  async function replay(
    sequence: readonly Delivered[],
    look: (revision: number) => Promise<void>,
  ): Promise<void> {
    await clear(register.db)
    let day = ORIGIN
    for (const delivered of sequence) {
      day = addDays(day, delivered.after)
      const inputs = filesOf(delivered, day)
      if (inputs.length === 0) continue
      const { revision } = await importing(register, inputs, { force: true })
      if (revision !== null) await look(revision)
    }
  }

  const changesOf = async (sources: readonly string[], revision: number) => {
    const asked = { sources, upTo: revision, after: { revision, ordinal: 0 }, first: 1000 }
    return (await changePage(register.db, asked)).changes
  }

  /** What everything looks like to one who sees some sources, by subject; what is withheld from him is left out. */
  async function seen(sources: readonly string[], revision: number, day: LocalDate) {
    const views = new Map<string, string>()
    const state = await registerState(register.db, revision)
    if (state === null || revision === 0) return views
    const sight = { day, revision, visibleSources: sources }
    const settings = { hubRules: [], freshForDays: 3, today: day, spend: () => {} }
    const at = viewedDirectory(register.db, sight, { ...settings, register: state, memory: null })
    const units = UNITS.map(async (sorId) => {
      const found = await at.unit(sorId)
      const { rowId, ...unit } = found ?? { rowId: '' }
      if (found) views.set(sorId, JSON.stringify([unit, await at.replacements(sorId)]))
    })
    const ids = GLNS.flatMap((gln) => NETWORKS.map((network) => mailboxId(gln, network)))
    const mailboxes = ids.map(async (id) => {
      const found = await at.mailbox(id)
      if (found === null) return
      const { withheldBy, receives, ...mailbox } = found
      const point = mailbox.accessPoint && (await at.accessPoint(mailbox.accessPoint))
      const received = [receives.state, [...receives.raw].sort(), receives.sources]
      views.set(id, JSON.stringify([mailbox, point, received]))
    })
    await Promise.all([...units, ...mailboxes])
    return views
  }

  it('whatever looks different to anybody on any day has a change that he may see', async () => {
    const look = async (revision: number) => {
      for (const sources of SETS) {
        const told = new Set((await changesOf(sources, revision)).map(({ subjectId }) => subjectId))
        for (const day of DAYS) {
          const [was, is] = [
            await seen(sources, revision - 1, day),
            await seen(sources, revision, day),
          ]
          const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
            (id) => was.get(id) !== is.get(id) && !told.has(id),
          )
          const said = differing.map(
            (id) => `${id} ${sources} ${day}: ${was.get(id)} → ${is.get(id)}`,
          )
          assert.deepEqual(said, [])
        }
      }
    }
    await fc.assert(
      fc.asyncProperty(deliveries, (sequence) => replay(sequence, look)),
      runs(8),
    )
  })

  it('a record is removed where its source says nothing of it any more, and created where it said nothing', async () => {
    const records = async (revision: number): Promise<ReadonlySet<string>> => {
      const standing = (table: 'organisation_version' | 'mailbox_version') =>
        register.db
          .selectFrom(table)
          .selectAll()
          .where('first_revision', '<=', revision)
          .where((where) =>
            where.or([where('last_revision', 'is', null), where('last_revision', '>=', revision)]),
          )
          .execute()
      const units = await standing('organisation_version')
      const mailboxes = await standing('mailbox_version')
      return new Set([
        ...units.map((row) => `${row.source} ${'sor_id' in row ? row.sor_id : ''}`),
        ...mailboxes.map((row) =>
          'gln' in row ? `${row.source} ${mailboxId(row.gln, row.network)}` : '',
        ),
      ])
    }
    const look = async (revision: number) => {
      const changes = await changesOf(SOURCE_NAMES, revision)
      const of = (kind: Change['kind']) =>
        changes
          .filter((change) => change.kind === kind)
          .map(({ source, subjectId }) => `${source} ${subjectId}`)
          .sort()
      const [was, is] = [await records(revision - 1), await records(revision)]
      assert.deepEqual(of('REMOVED'), [...was.difference(is)].sort())
      assert.deepEqual(of('CREATED'), [...is.difference(was)].sort())
    }
    await fc.assert(
      fc.asyncProperty(deliveries, (sequence) => replay(sequence, look)),
      runs(4),
    )
  })

  it('everybody counts what he may see from 1 without gaps, in pages of any size', async () => {
    const paged = async (sources: readonly string[], upTo: number, first: number) => {
      const all: Change[] = []
      for (let hasMore = true; hasMore; ) {
        const after = all.at(-1) ?? { revision: 0, ordinal: 0 }
        const page = await changePage(register.db, { sources, upTo, after, first })
        all.push(...page.changes)
        hasMore = page.hasMore
      }
      return all
    }
    await fc.assert(
      fc.asyncProperty(deliveries, fc.integer({ min: 1, max: 5 }), async (sequence, first) => {
        let latest = 0
        await replay(sequence, async (revision) => {
          latest = revision
        })
        const whole = await paged(SOURCE_NAMES, latest, 1000)
        for (const sources of SETS) {
          const changes = await paged(sources, latest, first)
          const numbers = changes.map(({ sequence }) => sequence)
          assert.deepEqual(
            numbers,
            changes.map((_, index) => index + 1),
          )
          const own = whole.filter(({ source }) => sources.includes(source))
          const places = (of: readonly Change[]) => of.map((one) => [one.revision, one.ordinal])
          assert.deepEqual(places(changes), places(own))
        }
      }),
      runs(4),
    )
  })
})
