import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import type { Tables } from '../store/tables.ts'
import { copyOf, KEY, type ReadCopy, type ServedExport, serveExport } from './export-harness.ts'
import { endpoint, file, importing, openRegister, unit } from './import-harness.ts'

const MANY = 3_000

describe('GET /export', () => {
  let register: TestDatabase<Tables>
  let served: ServedExport
  before(async () => {
    register = await openRegister()
    served = await serveExport(register)
  })
  after(async () => {
    await served[Symbol.asyncDispose]()
    await register[Symbol.asyncDispose]()
  })

  const ask = (query = '', headers: Record<string, string> = {}, method = 'GET') =>
    fetch(new URL(query, served.url), { headers, method })
  const copied = async (query = '', headers = {}): Promise<ReadCopy> => {
    const response = await ask(query, headers)
    assert.equal(response.status, 200)
    return copyOf(await response.text())
  }
  const named = ({ lines }: ReadCopy) =>
    lines.flatMap(({ table, row, end }) => {
      if (table !== 'organisation_version' && table !== 'mailbox_version') return []
      if (end) return [`end ${end.last_revision}`]
      const { track, first_revision, last_revision, name } = row ?? {}
      return [`${track} ${name ?? ''} ${first_revision}..${last_revision ?? ''}`]
    })
  const units = (day: string, names: Readonly<Record<string, string>>) =>
    importing(
      register,
      [
        file({
          on: day,
          items: Object.entries(names).map(([id, name]) => unit(id, undefined, { name })),
        }),
      ],
      { force: true },
    )

  it('is refused while nothing has been imported', async () => {
    const response = await ask()
    assert.equal(response.status, 503)
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    assert.equal(errors[0]?.extensions.code, 'REGISTER_EMPTY')
  })

  it('gives every row that stands, and says what it is of', async () => {
    await units('2026-11-01', { A: 'Æblehuset\n"Nord"\\', B: 'Bakken' })
    const copy = await copied()
    assert.deepEqual(named(copy), ['A Æblehuset\n"Nord"\\ 1..', 'B Bakken 1..'])
    const { tables, recordedAt, ...header } = copy.header
    assert.deepEqual(header, {
      ...{ fundament: 'copy', format: 1, revision: 1, after: null },
      ...{ sources: ['sor-xml'], voidBefore: 0 },
    })
    assert.ok(tables.organisation_version?.includes('contact'))
    assert.ok(Date.parse(recordedAt) > 0)
    assert.equal(copy.trailer.lines, copy.lines.length)
    assert.equal(copy.trailer.checksums.organisation_version?.rows, 2)
  })

  it('gives after a revision what began and what ended since', async () => {
    await units('2026-11-02', { A: 'Ahuset', B: 'Bakken' })
    await units('2026-11-03', { A: 'Ahuset', C: 'Cirklen' })
    assert.deepEqual(named(await copied('?after=2')), [
      ...['B Bakken 3..', 'C Cirklen 3..'],
      'end 2',
    ])
    const [first] = (await copied('?after=1')).lines
    assert.equal(first?.row?.number, 2)
    assert.deepEqual(named(await copied('?after=3')), [])
    assert.deepEqual(
      (await copied('?after=3')).trailer.checksums,
      (await copied()).trailer.checksums,
    )
  })

  it('is answered with 304 to who holds it, until there is a revision or another right', async () => {
    for (const query of ['', '?after=1']) {
      const etag = (await ask(query, {}, 'HEAD')).headers.get('etag') ?? ''
      const again = await ask(query, { 'if-none-match': etag })
      assert.deepEqual([again.status, await again.text()], [304, ''])
      const other = await ask(query === '' ? '?after=1' : '', { 'if-none-match': etag })
      assert.equal(other.status, 200)
      await other.body?.cancel()
    }
  })

  it('shows a restricted source to who may see it only', async () => {
    const secret = endpoint('9520000000011', { address: 'https://hidden.example' })
    await importing(register, [file({ format: 'eer', on: '2026-11-04', items: [secret] })], {
      ...{ source: 'secret', visibility: 'restricted' },
    })
    const open = await ask()
    const holder = { authorization: `Bearer ${KEY}` }
    const etag = open.headers.get('etag') ?? ''
    assert.doesNotMatch(await open.text(), /hidden|secret/)
    const held = await ask('', { ...holder, 'if-none-match': etag })
    assert.equal(held.status, 200)
    assert.match(await held.text(), /hidden/)
    assert.deepEqual((await copied('', holder)).header.sources, ['secret', 'sor-xml'])
    assert.equal((await ask('', { authorization: 'Bearer unknown' })).status, 401)
  })

  it('is refused where what is asked for is none', async () => {
    for (const [query, status, code] of [
      ['?after=-1', 400, 'EXPORT_UNUSABLE'],
      ['?after=1&after=2', 400, 'EXPORT_UNUSABLE'],
      ['?since=1', 400, 'EXPORT_UNUSABLE'],
      ['?after=99', 404, 'REVISION_UNKNOWN'],
    ] as const) {
      const response = await ask(query)
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
      assert.deepEqual([response.status, errors[0]?.extensions.code], [status, code])
    }
    assert.equal((await ask('', {}, 'POST')).status, 405)
  })

  it('is packed for who takes gzip', async () => {
    const request = get(served.url, { headers: { 'accept-encoding': 'gzip' } })
    const [response] = await once(request, 'response')
    assert.equal(response.headers['content-encoding'], 'gzip')
    const packed = Buffer.concat(await response.toArray())
    assert.equal(copyOf(gunzipSync(packed).toString()).trailer.end, true)
  })

  it('is of one revision, whatever is imported while it is read, and lets go of a reader that leaves', async () => {
    const many = Object.fromEntries(
      Array.from({ length: MANY }, (_, number) => [
        `U${number}`,
        `Unit ${number} ${'x'.repeat(900)}`,
      ]),
    )
    await units('2026-11-05', many)
    const [response] = await once(get(served.url), 'response')
    await once(response, 'readable')
    await units('2026-11-06', { A: 'Alene' })
    const copy = copyOf(Buffer.concat(await response.toArray()).toString())
    assert.equal(copy.header.revision, 5)
    const rows = copy.lines.filter(({ table }) => table === 'organisation_version')
    assert.equal(copy.trailer.checksums.organisation_version?.rows, rows.length)
    assert.ok(rows.length >= MANY)
    const leaving = get(served.url)
    await once(leaving, 'response')
    leaving.destroy()
    await untilNobodyCopies()
  })

  async function untilNobodyCopies(): Promise<void> {
    for (let waited = 0; waited < 5_000; waited += 20) {
      const { rows } = await sql<{ open: number }>`
        select count(*)::int as open from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`.execute(register.db)
      if (rows[0]?.open === 0) return
      await sleep(20)
    }
    assert.fail('A copy that nobody reads is still open')
  }
})
