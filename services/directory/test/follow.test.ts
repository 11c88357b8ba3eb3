import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { openSession } from '../../kit/database.ts'
import { arrivingCopy } from '../client/hub/arriving-copy.ts'
import { CopyTorn, CopyUnreadable, CopyVoid, NotACopy } from '../errors/copying.ts'
import { beginFollowing, following, refuseBefore } from '../store/copy/following.ts'
import { takeCopy } from '../store/copy/take-copy.ts'
import type { Tables } from '../store/tables.ts'
import { type Copying, openCopy, standingRows } from './copy-harness.ts'
import { type ServedExport, serveExport } from './export-harness.ts'
import { clear, endpoint, file, importing, openRegister, unit } from './import-harness.ts'

describe('a database that follows a hub', () => {
  let register: TestDatabase<Tables>
  let served: ServedExport
  let copy: Copying
  before(async () => {
    register = await openRegister()
    served = await serveExport(register)
    copy = await openCopy(served)
  })
  after(async () => {
    await copy[Symbol.asyncDispose]()
    await served[Symbol.asyncDispose]()
    await register[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    for (const { db } of [register, copy.register]) await clear(db)
    await sql`truncate following`.execute(copy.register.db)
    await beginFollowing(copy.register.db, served.url.href)
    await units('2026-11-01', 'Alfa', 'Beta')
    await copy.catchUp()
  })

  const units = (on: string, ...names: readonly string[]) =>
    importing(
      register,
      [file({ on, items: names.map((name, id) => unit(`U${id}`, undefined, { name })) })],
      { force: true },
    )
  const secret = (on: string, visibility: 'public' | 'restricted') =>
    importing(register, [file({ format: 'eer', on, items: [endpoint('9520000000011')] })], {
      ...{ source: 'secret', visibility },
    })
  const equals = async (revision: number): Promise<void> => {
    assert.deepEqual(
      await standingRows(copy.register, revision),
      await standingRows(register, revision),
    )
  }
  const text = async (query = ''): Promise<string> =>
    (await fetch(new URL(query, served.url))).text()
  const take = async (lines: string): Promise<void> => {
    async function* bytes() {
      yield Buffer.from(lines)
    }
    await using session = await openSession<Tables>({ url: copy.register.url })
    await takeCopy(session, await arrivingCopy(bytes(), null))
  }

  it('takes nothing where there is nothing new', async () => {
    const before = await following(copy.register.db)
    assert.deepEqual(await copy.catchUp(), [])
    assert.deepEqual(
      { ...(await following(copy.register.db)), lastContact: before?.lastContact },
      before,
    )
    assert.equal(before?.state, 'IN_STEP')
  })

  it('copies all anew where what it holds is not what its source holds', async () => {
    await sql`update organisation_version set name = 'Gamma' where name = 'Beta'`.execute(
      copy.register.db,
    )
    await units('2026-11-02', 'Alfa', 'Beta', 'Delta')
    const [line = ''] = await copy.catchUp()
    const { code, tables } = JSON.parse(line)
    assert.deepEqual([code, tables], ['COPY_DIFFERS', ['organisation_version']])
    await equals(2)
    assert.equal((await following(copy.register.db))?.earliestRevision, 2)
  })

  it('copies all anew where its source was made anew and counts from 1 again', async () => {
    await clear(register.db)
    await units('2026-11-01', 'Zeta')
    const [line = ''] = await copy.catchUp()
    assert.equal(JSON.parse(line).code, 'COPY_APART')
    await equals(1)
    await units('2026-11-02', 'Eta')
    await units('2026-11-03', 'Theta')
    await copy.catchUp()
    await clear(register.db)
    await units('2026-11-01', 'Zeta')
    assert.equal(JSON.parse((await copy.catchUp())[0] ?? '').code, 'COPY_APART')
    await equals(1)
  })

  it('holds nothing of a source that it may see no more', async () => {
    await secret('2026-11-02', 'public')
    await copy.catchUp()
    await equals(2)
    await secret('2026-11-03', 'restricted')
    await copy.catchUp()
    assert.doesNotMatch((await standingRows(copy.register, 3)).join('\n'), /secret|9520000000011/)
    await using holder = await openCopy(served, { isHolder: true })
    await holder.catchUp()
    assert.deepEqual(await standingRows(holder.register, 3), await standingRows(register, 3))
  })

  it('takes nothing of a copy that is torn, of other tables, or does not go on from what is held', async () => {
    const before = await standingRows(copy.register, 1)
    await units('2026-11-02', 'Alfa', 'Beta', 'Delta')
    const whole = await text('?after=1')
    const lines = whole.split('\n')
    const [header = '', first = '', ...rest] = lines
    await assert.rejects(take(lines.slice(0, -2).join('\n').concat('\n')), CopyTorn)
    await assert.rejects(take(whole.slice(0, -20)), CopyTorn)
    await assert.rejects(take([header, ...rest].join('\n')), CopyTorn)
    await assert.rejects(
      take(whole.replace('"organisation_version":["id",', '"organisation_version":["id","new",')),
      CopyUnreadable,
    )
    await assert.rejects(
      take([header, '{"table":"pg_user","row":{}}', first, ...rest].join('\n')),
      CopyUnreadable,
    )
    await assert.rejects(take(await text('?after=2')), { code: 'COPY_APART' })
    assert.deepEqual(await standingRows(copy.register, 1), before)
    await take(whole)
    await equals(2)
  })

  it('takes no copy from before a redaction that it knows of', async () => {
    await units('2026-11-02', 'Alfa')
    await refuseBefore(copy.register.db, 3)
    await assert.rejects(copy.catchUp(), CopyVoid)
    await units('2026-11-03', 'Alfa', 'Beta')
    await copy.catchUp()
    await equals(3)
  })

  it('follows that hub only, with a database that holds nothing else, and imports nothing', async () => {
    const { db } = copy.register
    await assert.rejects(beginFollowing(db, 'http://other.example/export'), NotACopy)
    await assert.rejects(beginFollowing(register.db, served.url.href), NotACopy)
    const report = await importing(copy.register, [file({ on: '2026-11-09', items: [unit('U9')] })])
    assert.equal(report.refusal?.rule, 'FOLLOWS_ANOTHER')
    await equals(1)
  })
})
