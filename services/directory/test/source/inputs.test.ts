import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ImportUnusable } from '../../errors/importing.ts'
import { inputsOf } from '../../source/input/inputs.ts'
import { refusedBy } from './refused-by.ts'
import { zipOf } from './zip-of.ts'

let folder = ''
const path = (name: string) => join(folder, name)
const write = async (name: string, content: string | Buffer): Promise<string> => {
  await writeFile(path(name), content)
  return path(name)
}
const namesIn = async (...locations: readonly string[]) => {
  await using inputs = await inputsOf(locations)
  const name = (input: { readonly name: string }) => input.name.replace(`${folder}/`, '')
  return { files: inputs.files.map(name), skipped: inputs.skipped.map(name) }
}
const contentsOf = async (location: string) => {
  await using inputs = await inputsOf([location])
  return await Promise.all(inputs.files.map(async (file) => await text(await file.open())))
}

describe('inputsOf()', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fundament-test-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('finds all files below a folder, by name, and follows no loop', async () => {
    await mkdir(path('tree/b'), { recursive: true })
    await write('tree/b/2.xml', 'two')
    await write('tree/c.csv', 'three')
    await write('tree/a.xml', 'one')
    await symlink(path('tree'), path('tree/loop'))
    await symlink(path('tree/a.xml'), path('tree/d.xml'))
    const { files } = await namesIn(path('tree'))
    assert.deepEqual(files, ['tree/a.xml', 'tree/b/2.xml', 'tree/c.csv', 'tree/d.xml'])
  })

  it('refuses a path that is not there', async () => {
    await assert.rejects(inputsOf([path('nothing')]), ImportUnusable)
  })

  it('opens a zip archive by its content, each file anew as often as asked', async () => {
    const archive = await write(
      'archive.csv',
      zipOf([
        { name: 'a/one.xml', content: 'én' },
        { name: 'two.csv', content: 'to' },
      ]),
    )
    assert.deepEqual((await namesIn(archive)).files, [
      'archive.csv!a/one.xml',
      'archive.csv!two.csv',
    ])
    await using inputs = await inputsOf([archive])
    const [file] = inputs.files
    assert.ok(file)
    assert.deepEqual([await text(await file.open()), await text(await file.open())], ['én', 'én'])
    assert.deepEqual([file.sizeBytes, file.encoding], [3, 'utf-8'])
  })

  it('opens gzip by its content', async () => {
    assert.deepEqual(await contentsOf(await write('packed', gzipSync('indhold'))), ['indhold'])
  })

  it('skips an archive within an archive, and says so', async () => {
    const inner = zipOf([{ name: 'x', content: 'y' }])
    const zip = await write(
      'outer.zip',
      zipOf([
        { name: 'inner.zip', content: inner },
        { name: 'a.xml', content: 'a' },
      ]),
    )
    assert.deepEqual(await namesIn(zip), {
      files: ['outer.zip!a.xml'],
      skipped: ['outer.zip!inner.zip'],
    })
    const gzip = await write('outer.gz', gzipSync(gzipSync('y')))
    assert.deepEqual(await namesIn(gzip), { files: [], skipped: ['outer.gz'] })
  })

  it('refuses a zip bomb', async () => {
    const content = Buffer.alloc(150_000_000)
    const bomb = await write('bomb.zip', zipOf([{ name: 'big.xml', content }]))
    await refusedBy('ARCHIVE_SUSPICIOUS', () => inputsOf([bomb]))
  })

  it('refuses a zip bomb that lies about its size', async () => {
    const content = Buffer.alloc(150_000_000)
    const bomb = await write('lying.zip', zipOf([{ name: 'big.xml', content, claimedBytes: 1000 }]))
    await refusedBy('FILE_MALFORMED', () => inputsOf([bomb]))
  })

  it('refuses a gzip bomb while it streams', async () => {
    const bomb = await write('bomb.gz', gzipSync(Buffer.alloc(150_000_000)))
    await refusedBy('ARCHIVE_SUSPICIOUS', () => inputsOf([bomb]))
  })

  it('refuses an archive that ends early', async () => {
    const zip = zipOf([{ name: 'a.xml', content: 'a'.repeat(1000) }])
    const gzip = gzipSync('a'.repeat(1000))
    for (const [name, bytes] of [
      ['cut.zip', zip.subarray(0, -10)],
      ['cut.gz', gzip.subarray(0, -10)],
    ] as const) {
      const file = await write(name, bytes)
      await refusedBy('FILE_TRUNCATED', () => inputsOf([file]))
    }
  })

  it('refuses a zip archive with broken bytes', async () => {
    const bytes = zipOf([{ name: 'a.xml', content: 'abcdefgh'.repeat(1000) }])
    bytes.fill(0xff, 36, 50)
    const file = await write('broken.zip', bytes)
    await refusedBy('FILE_MALFORMED', () => inputsOf([file]))
  })
})
