import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { projectCode, projectFiles } from './project.ts'
import { settingsRead, settingsTold } from './settings.ts'

const readme = projectFiles().find(({ path }) => path === 'README.md')?.text ?? ''

describe('settings table of the README', () => {
  it('names every environment variable that is read, and no other', () => {
    assert.deepEqual(settingsTold(readme), settingsRead(projectCode()))
  })
})

describe('settingsRead()', () => {
  it('sees what a config file reads, with the file of a secret, and direct reads', () => {
    const text = `read.integer('PORT', {})
read.optionalSecret('DATABASE_URL', {
  readFile: (path) => path,
})
`
    const files = [
      { path: 'services/shop/config.ts', text },
      {
        path: 'infra/a.mjs',
        text: "env.DEPTH; process.env['WIDTH']; f('NOT_READ'); x.f('NOT_READ')",
      },
    ]
    assert.deepEqual(settingsRead(files), [
      'DATABASE_URL',
      'DATABASE_URL_FILE',
      'DEPTH',
      'PORT',
      'WIDTH',
    ])
  })
})

describe('settingsTold()', () => {
  it('reads the first column, and only of its section', () => {
    const text = '## Settings\n| `A`, `A_FILE` | `1` | x |\n## Else\n| `B` | | |\n'
    assert.deepEqual(settingsTold(text), ['A', 'A_FILE'])
  })
})
