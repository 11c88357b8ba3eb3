import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { leftOver, startProcess, type TestProcess } from '../../harness/process.ts'

const INFRA = join(import.meta.dirname, '..', '..', '..', 'infra')
const MANIFEST = { name: 'clone', version: '1.0.0', type: 'module' }
const LOCKFILE = { ...MANIFEST, lockfileVersion: 3, packages: { '': MANIFEST } }

describe('launch.mjs', () => {
  let clone = ''
  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'fundament-launch-'))
    await mkdir(join(clone, 'infra'))
    for (const part of ['launch.mjs', 'launch']) {
      await cp(join(INFRA, part), join(clone, 'infra', part), { recursive: true })
    }
    await writeFile(join(clone, 'package.json'), JSON.stringify(MANIFEST))
    await writeFile(join(clone, 'package-lock.json'), JSON.stringify(LOCKFILE))
  })
  afterEach(() => rm(clone, { recursive: true, force: true }))

  const launch = async (program: string, ...args: string[]): Promise<TestProcess> => {
    await writeFile(join(clone, 'program.ts'), program)
    const env = { npm_lifecycle_event: '' }
    return startProcess([process.execPath, 'infra/launch.mjs', 'program.ts', ...args], {
      cwd: clone,
      env,
    })
  }

  it('runs TypeScript with its arguments and passes the exit code on', async () => {
    const program = 'const said: string = process.argv[2]!\nconsole.log(said)\nprocess.exitCode = 3'
    await using launched = await launch(program, 'two words')
    assert.deepEqual(await launched.ended, { code: 3, signal: null })
    assert.match(launched.output(), /^two words$/m)
  })

  it('installs once, for two that start at once, and again when the lockfile changes', async () => {
    await using first = await launch('')
    await using second = await launch('')
    assert.deepEqual(
      [await first.ended, await second.ended].map(({ code }) => code),
      [0, 0],
    )
    assert.equal(`${first.output()}${second.output()}`.match(/Installing/g)?.length, 1)
    await using third = await launch('')
    await third.ended
    assert.equal(third.output(), '')
    await writeFile(join(clone, 'package-lock.json'), JSON.stringify(LOCKFILE, null, 2))
    await using fourth = await launch('')
    await fourth.ended
    assert.match(fourth.output(), /Installing/)
  })

  it('says what npm said when the install fails', async () => {
    await writeFile(join(clone, 'package-lock.json'), '{')
    await using launched = await launch('')
    assert.deepEqual(await launched.ended, { code: 1, signal: null })
    assert.match(launched.output(), /Cannot install dependencies: npm ci failed\n.*npm error/s)
  })

  it('tells the program when the launcher is killed', async () => {
    const program = `process.once('disconnect', () => process.exit()); console.log('up')`
    await using launched = await launch(program)
    await launched.waitFor(/^up$/m)
    launched.signal('SIGKILL', 'alone')
    assert.deepEqual(await leftOver(clone, 2_000), [])
  })

  it('takes the Node that npm brought before its own, and wants 24 or later', async () => {
    const pinned = join(clone, 'node_modules', 'node-here', 'bin', 'node')
    await mkdir(join(pinned, '..'), { recursive: true })
    await symlink(process.execPath, pinned)
    const choose = async (where: Readonly<Record<string, string>>) => {
      const module = JSON.stringify(join(clone, 'infra', 'launch', 'runtime.mjs'))
      const code = `import { runtime } from ${module}; console.log(runtime(${JSON.stringify(where)}))`
      await using chosen = startProcess([process.execPath, '--input-type=module', '-e', code])
      await chosen.ended
      return chosen.output()
    }
    assert.equal(await choose({ version: '20.11.0', platform: 'here' }), `${pinned}\n`)
    assert.equal(await choose({ version: '24.0.0', platform: 'there' }), `${process.execPath}\n`)
    assert.match(
      await choose({ version: '20.11.0', platform: 'there' }),
      /Cannot start with Node "20.11.0": npm brings no Node for there, install version 24 or later/,
    )
  })
})
