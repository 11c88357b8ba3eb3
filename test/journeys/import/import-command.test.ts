import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { killProcessesOf, leftOver, startProcess, type TestProcess } from '../../harness/process.ts'

const COMMAND = fileURLToPath(new URL('../../../infra/fundament.ts', import.meta.url))
const HOLD = fileURLToPath(new URL('../start/hold-server.ts', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../../../infra/sample/sor.xml', import.meta.url))

describe('npm run fundament -- import', () => {
  let folder = ''
  let server: TestProcess
  const env = () => ({ FUNDAMENT_DATA_DIR: join(folder, 'data'), DATABASE_URL: '' })
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fundament-import-'))
    server = startProcess([process.execPath, HOLD, join(folder, 'data')])
    await server.waitFor(/port \d+/)
  })
  after(async () => {
    await killProcessesOf(folder)
    await rm(folder, { recursive: true, force: true })
  })

  const run = async (...args: string[]) => {
    await using command = startProcess([process.execPath, COMMAND, 'import', ...args], {
      env: env(),
    })
    const { code } = await command.ended
    return { code, output: command.output() }
  }

  const sampleOf = async (name: string, change: (text: string) => string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, change(await readFile(SAMPLE, 'utf8')))
    return path
  }

  it('ends with 2 for what cannot be asked, and says how to ask', async () => {
    for (const args of [
      [],
      ['--no-such-option'],
      ['--snapshot-date', '1. maj', 'x'],
      ['--column', 'Ophav=foraelder', 'x'],
      ['/no/such/file'],
    ]) {
      const { code, output } = await run(...args)
      assert.equal(code, 2, output)
      assert.match(output, /npm run fundament -- import FILE\|FOLDER\|URL/)
    }
  })

  it('ends with 2 for an unknown file alone', async () => {
    const path = join(folder, 'notes.txt')
    await writeFile(path, 'bring cake\n')
    const { code, output } = await run(path)
    assert.equal(code, 2, output)
    assert.match(output, /FILE_UNKNOWN/)
  })

  it('takes a dry run back, records, and makes no revision of the same bytes', async () => {
    const dry = await run('--dry-run', SAMPLE)
    assert.equal(dry.code, 0, dry.output)
    assert.match(dry.output, /Dry run: .* The register is as it was/)
    const first = await run(SAMPLE)
    assert.equal(first.code, 0, first.output)
    assert.match(first.output, /Recorded as revision 1\./)
    assert.match(first.output, /units: \d+ created, 0 updated, 0 closed, 0 replaced, 0 unchanged/)
    assert.match(first.output, /\d+\.\d s, \d+ MB at most/)
    const again = await run(SAMPLE)
    assert.equal(again.code, 0, again.output)
    assert.match(again.output, /Nothing new: no revision was made/)
  })

  it('ends with 3 when it is refused, and with 0 when forced', async () => {
    const older = await sampleOf('older.xml', (text) =>
      text
        .replace('<SnapshotDate>2026-11-01', '<SnapshotDate>2026-10-01')
        .replace(/<CreatedAtTime>2026-11-01/, '<CreatedAtTime>2026-10-01'),
    )
    const { code, output } = await run(older)
    assert.equal(code, 3, output)
    assert.match(output, /OLDER_THAN_LAST/)
    const forced = await run('--force', '--dry-run', older)
    assert.equal(forced.code, 0, forced.output)
    const truncated = await sampleOf('truncated.xml', (text) => text.slice(0, text.length / 2))
    assert.equal((await run(truncated)).code, 3)
  })

  it('ends with 0 in spite of rejected rows, and writes them all where it is told', async () => {
    const broken = await sampleOf('broken.xml', (text) => {
      const last = text.lastIndexOf('<EntityName>')
      return text.slice(0, last) + text.slice(last).replace(/(?<=<EntityName>)[^<]*/, '')
    })
    const list = join(folder, 'rejections.tsv')
    const { code, output } = await run('--dry-run', '--rejections', list, broken)
    assert.equal(code, 0, output)
    assert.match(output, /1 rejected/)
    const [head, row] = (await readFile(list, 'utf8')).split('\n')
    assert.equal(head, 'file\tline\trule\tvalue\tmessage')
    assert.match(row ?? '', /broken\.xml\t\d+\tNAME_MISSING/)
  })

  it('shows how a file would be read, without a database', async () => {
    const { code, output } = await run('--inspect', SAMPLE)
    assert.equal(code, 0, output)
    assert.match(output, /sor-xml, utf-8/)
  })

  it('works while nobody else has the server, and stops it', async () => {
    server.signal('SIGTERM', 'alone')
    await server.ended
    const { code, output } = await run('--dry-run', SAMPLE)
    assert.equal(code, 0, output)
    assert.deepEqual(await leftOver(folder, 1_000), [])
  })
})
