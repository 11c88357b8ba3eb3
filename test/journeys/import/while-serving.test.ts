import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sampleGln, sampleSorId } from '../../../infra/sample/identifiers.ts'
import { zipOf } from '../../../services/directory/test/source/zip-of.ts'
import type { TestProcess } from '../../harness/process.ts'
import { ask } from '../gateway/fixture/harness.ts'
import { type Answer, dataOf } from '../look-up/fixture/asking.ts'
import { type Commands, openCommands } from './fixture/commands.ts'
import { bundleOfDay, PERSON_LIKE, personFiles, sorXmlOf, unitsCsv } from './fixture/files.ts'

const REGISTER = `{ register { revision sources { name visibility snapshotDate organisations } } }`

describe('an import while the service runs', () => {
  let commands: Commands
  let service: { readonly process: TestProcess; readonly graph: URL }
  before(async () => {
    commands = await openCommands()
    service = await commands.serve()
  })
  after(() => commands[Symbol.asyncDispose]())

  const read = async (query: string): Promise<Answer['data']> =>
    dataOf((await ask(service.graph, query)) as Answer)
  const sources = async () =>
    (await read(REGISTER)).register.sources.map(
      ({ name, visibility, snapshotDate, organisations }: Answer['data']) =>
        `${name} ${visibility} ${snapshotDate} ${organisations}`,
    )
  const revision = async (): Promise<number> => (await read(REGISTER)).register.revision
  const nameOf = async (number: number) =>
    (await read(`{ organisation(key: { sorId: "${sampleSorId(number)}" }) { name } }`)).organisation
      ?.name
  const file = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(commands.folder, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, content)
    return path
  }

  it('takes a folder as one revision, skips what it does not know, and is served at once', async () => {
    assert.equal(await revision(), 1)
    const name = ['Fødeafdelingen<', 'Fødegangen<'] as const
    await file(
      'first/units.zip',
      zipOf([{ name: 'sor.xml', content: sorXmlOf('2026-11-10', [name]) }]),
    )
    await file('first/below/endpoints.json', bundleOfDay('2026-11-10'))
    await file('first/notes.txt', 'bring cake\n')
    await file('first/empty.csv', '')
    const { code, output } = await commands.run('import', join(commands.folder, 'first'))
    assert.equal(code, 0, output)
    assert.equal(await revision(), 2)
    assert.equal(await nameOf(30), 'Fødegangen')
    for (const skipped of ['notes.txt', 'empty.csv']) {
      assert.match(output, new RegExp(`^Skipped \\S*${skipped}: `, 'm'))
    }
    assert.match(output, /Recorded as revision 2\./)
    for (const name of ['sample', 'sample-endpoints', 'sample-groups', 'sample-restricted']) {
      assert.match(output, new RegExp(`The sample "${name}" has stepped aside`))
    }
    assert.deepEqual(await sources(), [
      ...['sor-xml PUBLIC 2026-11-10 476', 'eer PUBLIC 2026-11-10 109'],
      ...['sample PUBLIC 2026-11-10 0', 'sample-endpoints PUBLIC 2026-11-10 0'],
      ...['sample-groups PUBLIC 2026-11-10 0', 'sample-restricted RESTRICTED 2026-11-10 0'],
    ])
  })

  it('answers from both files, and still as it was known before them', async () => {
    const query = `query ($key: OrganisationKey!, $asKnownAt: Int) {
      resolveEndpoint(organisation: $key, messageType: "DIS91", on: "2026-11-15", asKnownAt: $asKnownAt) {
        ... on EndpointFound { endpoint { id sources } revision } } }`
    const key = { gln: sampleGln(37) }
    const found = async (asKnownAt: number | null) =>
      dataOf((await ask(service.graph, query, { variables: { key, asKnownAt } })) as Answer)
        .resolveEndpoint
    const id = `${sampleGln(37)}.51000035003`
    const endpoint = { id, sources: ['eer', 'sor-xml'] }
    assert.deepEqual(await found(null), { endpoint, revision: 2 })
    const before = { id, sources: ['sample', 'sample-endpoints'] }
    assert.deepEqual(await found(1), { endpoint: before, revision: 1 })
  })

  it('makes no revision of the same files, and refuses an older one', async () => {
    const again = await commands.run('import', join(commands.folder, 'first'))
    assert.equal(again.code, 0, again.output)
    assert.match(again.output, /Nothing new: no revision was made/)
    const older = await file('older.xml', sorXmlOf('2026-11-09'))
    const refused = await commands.run('import', older)
    assert.equal(refused.code, 3, refused.output)
    assert.match(refused.output, /Refused \(OLDER_THAN_LAST\): .* The register is as it was/)
    assert.deepEqual([await revision(), await nameOf(30)], [2, 'Fødegangen'])
  })

  it('takes a file from a URL, without showing its query', async () => {
    const text = sorXmlOf('2026-11-11', [['Fødeafdelingen<', 'Fødehuset<']])
    const server = createServer((_request, response) => response.end(text)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/sor.xml`
    const { code, output } = await commands.run('import', `${url}?key=secret`)
    server.close()
    assert.equal(code, 0, output)
    assert.match(output, new RegExp(`File ${url} `))
    assert.doesNotMatch(output, /secret/)
    assert.deepEqual([await revision(), await nameOf(30)], [3, 'Fødehuset'])
    const gone = await commands.run('import', url)
    assert.equal(gone.code, 2, gone.output)
    assert.match(gone.output, /Cannot download "http:.*": not reachable/)
  })

  it('shows how a file would be bound, and binds it as it is told', async () => {
    const path = await file('daily.csv', unitsCsv())
    const shown = await commands.run('import', '--inspect', path)
    assert.equal(shown.code, 0, shown.output)
    assert.match(shown.output, /^Ophav +- +9\d+$/m)
    assert.match(shown.output, /needed and not found: parent/)
    const unbound = await commands.run('import', path)
    assert.equal(unbound.code, 3, unbound.output)
    assert.match(unbound.output, /parent/)
    const options = ['--column', 'ophav=parent', '--visibility', 'restricted', '--source', 'kyst']
    const { code, output } = await commands.run('import', ...options, path)
    assert.equal(code, 0, output)
    assert.ok((await sources()).some((source: string) => source.startsWith('kyst RESTRICTED')))
    const query = `{ organisation(key: { sorId: "${sampleSorId(5002)}" }) { name } }`
    const { data, errors } = await ask(service.graph, query)
    assert.deepEqual(data, { organisation: null })
    assert.equal(errors[0]?.extensions?.code, 'WITHHELD')
  })

  it('is refused when it would close too much, unless it is forced', async () => {
    const few = sorXmlOf('2026-11-12').replace(
      /<InstitutionOwnerEntity>.*(?=<InstitutionOwnerEntity>)/s,
      '',
    )
    const path = await file('few.xml', few)
    const before = await revision()
    const refused = await commands.run('import', path)
    assert.equal(refused.code, 3, refused.output)
    assert.match(refused.output, /Refused \(\w+\): .* The register is as it was/)
    assert.equal(await revision(), before)
    const dry = await commands.run('import', '--force', '--dry-run', path)
    assert.equal(dry.code, 0, dry.output)
    assert.equal(await revision(), before)
    const forced = await commands.run('import', '--force', path)
    assert.equal(forced.code, 0, forced.output)
    assert.equal(await revision(), before + 1)
  })

  it('shows no person number of a bad file, anywhere', async () => {
    const shown: string[] = []
    const rejections = join(commands.folder, 'rejections.tsv')
    const run = async (...args: string[]) => {
      const { code, output } = await commands.run('import', '--dry-run', '--force', ...args)
      shown.push(output)
      return code
    }
    for (const [name, content] of personFiles()) {
      const path = await file(`persons/${name}`, content)
      if (name.startsWith('whole')) assert.ok([2, 3].includes((await run(path)) ?? 0), shown.at(-1))
    }
    const rows = ['rows.xml', 'rows.json', 'rows.csv'].map((name) =>
      join(commands.folder, 'persons', name),
    )
    assert.equal(await run('--rejections', rejections, ...rows), 0, shown.at(-1))
    const persons = join(commands.folder, 'persons')
    shown.push((await commands.run('import', '--inspect', persons)).output)
    shown.push(await readFile(rejections, 'utf8'), service.process.output())
    assert.match(shown.join(''), /\(10 digits\)/)
    for (const text of shown) assert.doesNotMatch(text, PERSON_LIKE)
  })

  it('leaves no error in the log of the service', () => {
    assert.doesNotMatch(service.process.output(), /"level":"(warn|error|fatal)"/)
  })
})
