import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { ImportUnusable } from '../../errors/importing.ts'
import { inputsOf } from '../../source/input/inputs.ts'
import { zipOf } from './zip-of.ts'

const server = createServer((request, response) => {
  const path = request.url ?? ''
  if (path.startsWith('/register.xml')) response.end('indhold')
  else if (path === '/register.zip') response.end(zipOf([{ name: 'a.xml', content: 'pakket' }]))
  else if (path === '/large') response.end(Buffer.alloc(100_000))
  else if (path === '/cut')
    response.writeHead(200, { 'content-length': 10 }).write('123', () => request.destroy())
  else if (path === '/slow') response.write('1')
  else response.writeHead(404).end()
})

describe('inputsOf() a URL', () => {
  let base = ''
  const downloads = async () =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('fundament-'))
  before(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('downloads it, names it without its query, and deletes it at the end', async () => {
    const earlier = await downloads()
    {
      await using inputs = await inputsOf([`${base}/register.xml?token=hemmelig`])
      const [file] = inputs.files
      assert.ok(file)
      assert.equal(file.name, `${base}/register.xml`)
      assert.equal(await text(await file.open()), 'indhold')
    }
    assert.deepEqual(
      (await downloads()).filter((name) => !earlier.includes(name) && name.length === 16),
      [],
    )
  })

  it('opens an archive behind it', async () => {
    await using inputs = await inputsOf([`${base}/register.zip`])
    assert.deepEqual(
      inputs.files.map(({ name }) => name),
      [`${base}/register.zip!a.xml`],
    )
  })

  for (const [what, path, limits] of [
    ['an answer that is not 200', '/nothing', {}],
    ['more bytes than allowed', '/large', { maxBytes: 50_000 }],
    ['an answer that is cut off', '/cut', {}],
    ['an answer that takes too long', '/slow', { timeoutMs: 100 }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(inputsOf([base + path], limits), ImportUnusable)
    })
  }

  it('refuses an address where nobody answers', async () => {
    await assert.rejects(inputsOf(['http://127.0.0.1:1/x']), ImportUnusable)
    await assert.rejects(inputsOf(['http://[/x']), ImportUnusable)
  })
})
