import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { behindRevision } from '../domain/change/change.ts'
import { mailboxId } from '../domain/mailbox/mailbox.ts'
import type { Fact } from '../domain/statement/facts.ts'
import type { WebhookFilter } from '../domain/webhook/webhook.ts'
import { changeFeed } from '../store/changes/change-feed.ts'
import { changeReader } from '../store/changes/change-reader.ts'
import { watchRevisions } from '../store/changes/revision-watch.ts'
import type { Tables } from '../store/tables.ts'
import { wantedOf } from '../webhook/wanted.ts'
import { file, importing, mailbox, openRegister, unit } from './import-harness.ts'

// A region (1) with a hospital (2) and its ward (3), another region (4) with a clinic (5) that moves to the hospital.
const [REGION, HOSPITAL, WARD, OTHER, CLINIC] = [1, 2, 3, 4, 5].map(sampleSorId) as [
  string,
  string,
  string,
  string,
  string,
]
const [BOX, OTHER_BOX] = [sampleGln(1), sampleGln(2)]

interface Told {
  readonly clinicUnder?: string
  readonly names?: string
  readonly address?: string
  readonly types?: readonly string[]
  readonly wardInherits?: boolean
}

const facts = ({
  clinicUnder = OTHER,
  names = '',
  address = 'a',
  types = ['XDIS91'],
  wardInherits = true,
}: Told): readonly Fact[] => [
  unit(REGION, undefined, { name: `Region${names}`, level: 'OWNER' }),
  unit(HOSPITAL, undefined, { name: `Hospital${names}`, parentId: REGION }),
  unit(WARD, undefined, { name: `Ward${names}`, parentId: HOSPITAL, inheritsGln: wardInherits }),
  unit(OTHER, undefined, { name: `Other${names}`, level: 'OWNER' }),
  unit(CLINIC, undefined, { name: `Clinic${names}`, parentId: clinicUnder }),
  mailbox(HOSPITAL, BOX, undefined, { address }),
  mailbox(OTHER, OTHER_BOX, undefined, { address }),
  ...types.map((raw) => ({ kind: 'message-type', line: 0, gln: BOX, network: null, raw }) as const),
]

/** What each revision says, from the first on. */
const REVISIONS: readonly Told[] = [
  {},
  { names: ' 2' },
  { names: ' 2', clinicUnder: HOSPITAL },
  { names: ' 4', clinicUnder: HOSPITAL },
  { names: ' 4', clinicUnder: OTHER },
  { names: ' 6', clinicUnder: OTHER },
  { names: ' 6', clinicUnder: OTHER, address: 'b' },
  { names: ' 6', clinicUnder: OTHER, address: 'b', types: ['XREF06'] },
  { names: ' 9', clinicUnder: OTHER, address: 'b', types: ['XREF06'], wardInherits: false },
  { names: ' 10', clinicUnder: OTHER, address: 'b', types: ['XREF06'], wardInherits: false },
]

let register: TestDatabase<Tables>
const parts = new AsyncDisposableStack()

before(async () => {
  register = parts.use(await openRegister())
  for (const [index, told] of REVISIONS.entries()) {
    const on = `2026-10-${10 + index}`
    const { refusal } = await importing(register, [file({ on, items: facts(told) })], {
      force: true,
    })
    assert.equal(refusal, null)
  }
})
after(() => parts.disposeAsync())

const SHORT = new Map([
  ...([
    [REGION, 'region'],
    [HOSPITAL, 'hospital'],
    [WARD, 'ward'],
    [OTHER, 'other'],
    [CLINIC, 'clinic'],
  ] as const),
  ...([
    [mailboxId(BOX, null), 'box'],
    [mailboxId(OTHER_BOX, null), 'other box'],
  ] as const),
])

/** What a filter wants of one revision, in short. */
async function wanted(
  revision: number,
  filter: Partial<WebhookFilter>,
): Promise<readonly string[]> {
  await using watch = watchRevisions({ url: register.url })
  const feed = changeFeed(register.db, {
    grants: new Set(),
    reader: changeReader(register.db, watch),
  })
  const page = await feed.after(behindRevision(revision - 1), 500)
  const changes = page.changes.filter((change) => change.revision === revision)
  const whole = { organisations: [], under: [], messageTypes: [], ...filter }
  const lookout = { db: register.db, feed, sources: ['sor-xml'] }
  const found = await wantedOf({ ...page, changes }, whole, lookout)
  return found.map(({ subjectId }) => SHORT.get(subjectId) ?? subjectId).sort()
}

describe('wantedOf()', () => {
  it('wants everything where nothing is named', async () => {
    assert.deepEqual(await wanted(2, {}), ['clinic', 'hospital', 'other', 'region', 'ward'])
    assert.deepEqual(await wanted(7, {}), ['box', 'other box'])
  })

  it('wants named organisations, and the mailboxes that they carry', async () => {
    assert.deepEqual(await wanted(2, { organisations: [HOSPITAL, CLINIC] }), ['clinic', 'hospital'])
    assert.deepEqual(await wanted(7, { organisations: [HOSPITAL] }), ['box'])
    assert.deepEqual(await wanted(7, { organisations: [WARD] }), [])
  })

  it('wants everything below an organisation, itself and mailboxes too', async () => {
    assert.deepEqual(await wanted(2, { under: [REGION] }), ['hospital', 'region', 'ward'])
    assert.deepEqual(await wanted(2, { under: [WARD], organisations: [OTHER] }), ['other', 'ward'])
    assert.deepEqual(await wanted(7, { under: [REGION] }), ['box'])
  })

  it('wants what was below it at the revision of the change, or just before', async () => {
    assert.deepEqual(await wanted(3, { under: [REGION] }), ['clinic'])
    assert.deepEqual(await wanted(3, { under: [OTHER] }), ['clinic'])
    assert.deepEqual(await wanted(4, { under: [REGION] }), ['clinic', 'hospital', 'region', 'ward'])
    assert.deepEqual(await wanted(4, { under: [OTHER] }), ['other'])
    assert.deepEqual(await wanted(5, { under: [HOSPITAL] }), ['clinic'])
    assert.deepEqual(await wanted(6, { under: [HOSPITAL] }), ['hospital', 'ward'])
  })

  it('wants mailboxes that receive a type, and units that carry or inherit such a mailbox', async () => {
    assert.deepEqual(await wanted(7, { messageTypes: ['XDIS91'] }), ['box'])
    assert.deepEqual(await wanted(2, { messageTypes: ['XDIS91'] }), ['hospital', 'ward'])
    assert.deepEqual(await wanted(2, { messageTypes: ['DIS91'] }), [])
    assert.deepEqual(await wanted(2, { messageTypes: ['XREF06'] }), [])
  })

  it('wants what receives the type after the change, or did before it', async () => {
    assert.deepEqual(await wanted(8, { messageTypes: ['XDIS91'] }), ['box'])
    assert.deepEqual(await wanted(8, { messageTypes: ['XREF06'] }), ['box'])
    assert.deepEqual(await wanted(9, { messageTypes: ['XDIS91'] }), [])
    assert.deepEqual(await wanted(9, { messageTypes: ['XREF06'] }), ['hospital', 'ward'])
    assert.deepEqual(await wanted(10, { messageTypes: ['XREF06'] }), ['hospital'])
  })

  it('wants what is of a place and about a type where both are named', async () => {
    assert.deepEqual(await wanted(2, { under: [WARD], messageTypes: ['XDIS91'] }), ['ward'])
    assert.deepEqual(await wanted(2, { under: [OTHER], messageTypes: ['XDIS91'] }), [])
  })
})
