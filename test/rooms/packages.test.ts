import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  directDependencies,
  forbiddenLicences,
  type LockedPackage,
  looseVersions,
  type Manifest,
  undecided,
} from './packages.ts'
import { projectCode, projectFiles, ROOT } from './project.ts'
import { unusedPackages } from './unused-packages.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const manifest: Manifest = JSON.parse(read('package.json'))
const lockfile: { packages: Record<string, { license?: string }> } = JSON.parse(
  read('package-lock.json'),
)

function licenceOnDisk(path: string): string | null {
  const file = join(ROOT, path, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).license ?? null) : null
}

const locked: readonly LockedPackage[] = Object.entries(lockfile.packages).map(
  ([path, { license }]) => ({ path, licence: license ?? licenceOnDisk(path) }),
)

describe('package.json', () => {
  it('pins every dependency to one version', () => {
    assert.deepEqual(looseVersions(manifest), [])
  })

  it('names no dependency that no decision names', () => {
    const decisions = projectFiles().filter(({ path }) => path.startsWith('infra/decisions/'))
    const text = decisions.map((decision) => decision.text).join('\n')
    assert.deepEqual(undecided(Object.keys(directDependencies(manifest)), text), [])
  })
})

describe('unusedPackages()', () => {
  it('finds none among what runs', () => {
    const running = projectCode().filter(({ path }) => !path.startsWith('test/rooms/'))
    assert.deepEqual(unusedPackages(Object.keys(manifest.dependencies ?? {}), running), [])
  })

  it('catches a package that nothing imports, and takes a path within one', () => {
    const files = [{ path: 'a.ts', text: "import a from '@x/a/deep'\nawait import('b')\n" }]
    assert.deepEqual(unusedPackages(['@x/a', 'b', 'c'], files), ['c'])
  })
})

describe('package-lock.json', () => {
  it('holds only packages whose licence is permitted', () => {
    assert.deepEqual(forbiddenLicences(locked), [])
  })

  it('holds no address of a registry', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved":/)
  })
})

describe('looseVersions()', () => {
  it('catches a range, a tag and a range among the overrides', () => {
    const loose = {
      dependencies: { a: '^1.0.0', b: 'latest', c: '1.0.0-beta.1' },
      overrides: { d: '1' },
    }
    assert.deepEqual(looseVersions(loose), ['a ^1.0.0', 'b latest', 'd 1'])
  })
})

describe('forbiddenLicences()', () => {
  const with_ = (licence: string | null) => forbiddenLicences([{ path: 'node_modules/x', licence }])

  it('catches a licence that is not permitted, and one that is not stated', () => {
    for (const licence of ['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'SEE LICENSE IN x', null]) {
      assert.equal(with_(licence).length, 1, String(licence))
    }
  })

  it('takes a choice of which one is permitted, and a sum of which all are', () => {
    assert.deepEqual(with_('(GPL-3.0-only OR MIT)'), [])
    assert.deepEqual(with_('(MIT AND Zlib)'), [])
  })
})

describe('undecided()', () => {
  it('catches a dependency without a decision', () => {
    assert.deepEqual(undecided(['pg', 'kysely'], 'We take `pg`.'), ['kysely'])
  })
})
