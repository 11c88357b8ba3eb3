import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { sampleSorId } from '../../../infra/sample/identifiers.ts'
import { importFiles } from '../../../services/directory/source/import/import-files.ts'
import { feedFor } from '../../../services/directory/source/registry.ts'
import { assertR4 } from '../../harness/fhir.ts'
import { NOW, openContent, PAGE, type SampleContent } from './fixture/sample-content.ts'

const NUMBER = '0102034567'
const person = (id: string, more = '') =>
  `<Person HistIdPerson="${id}" YdernrPerson="000101" TilgDatoPerson="20100101" AfgDatoPerson="        "
    CprNr="${NUMBER}" PersonrolleKode="11" PersonrolleTxt="Ejer      " ${more}></Person>`
const YDER = `<?xml version="1.0" encoding="UTF-8"?>
<etds1040025XML><Start OpgDato="20261101" SnitfladeId="S1040025"></Start>
<Yder AmtKodeYder="84" YdernrYder="000101" PrakBetegn="Lægerne Møllebæk" TilgDatoYder="20100101"
  AfgDatoYder="        " HvdSpecKode="80" HvdSpecTxt="Almen lægegerning">
${person('A1B2C3D4E5F60718')}${person('A1B2C3D4E5F60719').replace('AfgDatoPerson="        "', 'AfgDatoPerson="20200101"')}
${person(NUMBER)}
</Yder><Slut AntPost="00000001"></Slut></etds1040025XML>`

async function imported({ database }: SampleContent, readsPersons: boolean) {
  const input = {
    name: 'yder.xml',
    source: 'sample-yder',
    open: async () => Readable.from([Buffer.from(YDER)]),
  }
  const options = { isSample: true, readsPersons }
  return importFiles({ url: database.url, inputs: [input], feedFor, options })
}

async function opened(practitioners: boolean): Promise<SampleContent> {
  const sample = await openContent(() => NOW, { practitioners })
  const { outcome } = await imported(sample, practitioners)
  assert.equal(outcome, 'recorded')
  return sample
}

/** Everything that the register's tables hold, as text. */
async function held({ database: { db } }: SampleContent): Promise<string> {
  const { rows } = await sql<{ all: string }>`
    select (select coalesce(string_agg(p::text, ' '), '') from practitioner_version p) ||
      (select coalesce(string_agg(r::text, ' '), '') from rejected_row r) ||
      (select coalesce(string_agg(y::text, ' '), '') from yder_version y) as all`.execute(db)
  return rows[0]?.all ?? ''
}

describe('practitioners', () => {
  it('are neither imported nor served where they are not asked for', async () => {
    await using sample = await opened(false)
    assert.ok(!(await held(sample)).includes('a1b2c3d4e5f60718'))
    assert.ok(!sample.content.kinds.some(({ type }) => type.startsWith('Practitioner')))
  })

  it('are imported and served without a person number where they are', async () => {
    await using sample = await opened(true)
    const text = await held(sample)
    assert.ok(text.includes('a1b2c3d4e5f60718'))
    assert.ok(!text.includes(NUMBER))
    const [people, roles] = [await sample.all('Practitioner'), await sample.all('PractitionerRole')]
    assert.deepEqual(
      people.map(({ id, active }) => `${id} ${active}`),
      ['a1b2c3d4e5f60718 true', 'a1b2c3d4e5f60719 false'],
    )
    for (const resource of [...people, ...roles]) {
      assertR4(resource)
      assert.ok(!JSON.stringify(resource).includes(NUMBER))
    }
  })

  it('are gone from all revisions once they are not asked for any more, and come back', async () => {
    await using sample = await opened(true)
    const { revision } = await imported(sample, false)
    assert.equal(revision, 3)
    const left = await held(sample)
    assert.ok(!left.includes('a1b2c3d4e5f6071'))
    assert.ok(left.includes('Lægerne Møllebæk'))
    assert.equal((await imported(sample, false)).outcome, 'unchanged')
    assert.equal((await imported(sample, true)).outcome, 'recorded')
    assert.ok((await held(sample)).includes('a1b2c3d4e5f60718'))
  })

  it('are found by the unit that goes by their ydernummer', async () => {
    await using sample = await opened(true)
    const register = sample.register()
    const reader = register.reader('PractitionerRole', await register.latest())
    const ids = async (parameter: string, sorId: string) => {
      const values = [{ type: null, id: sorId }]
      const found = await reader.search([{ kind: 'reference', parameter, values }], PAGE)
      return found.resources.length
    }
    assert.equal(await ids('organization', sampleSorId(602)), 2)
    assert.equal(await ids('service', sampleSorId(602)), 2)
    assert.equal(await ids('organization', sampleSorId(10)), 0)
    const history = await reader.history({ id: null, afterRevision: 1, after: null, count: 10 })
    assert.deepEqual(
      history.entries.map(({ kind, versionId }) => `${kind} ${versionId}`),
      ['created 2', 'created 2'],
    )
  })
})
