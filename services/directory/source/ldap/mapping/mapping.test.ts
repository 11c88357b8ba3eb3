import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { mappingFrom } from './mapping.ts'

const shipped = (name: string) => readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')

const mapping = (rule: object) => JSON.stringify({ name: 'x', rules: [rule] })
const fields = { sorId: 'a', name: 'b' }
const rule = { kind: 'organisation', where: { objectClass: 'x' }, fields }

describe('mappingFrom()', () => {
  for (const name of ['ihe-hpd', 'region']) {
    it(`reads ${name}`, () => assert.equal(mappingFrom(shipped(name), name).name, name))
  }

  it('takes no persons out of IHE HPD', () => {
    const { rules } = mappingFrom(shipped('ihe-hpd'), 'ihe-hpd')
    assert.ok(rules.every(({ where }) => where.every(([, value]) => value !== 'HCProfessional')))
  })

  for (const [text, told] of [
    ['{', '$ must be JSON'],
    ['[]', '$ must be an object'],
    ['{"name":"x","rules":[],"more":1}', '$.more is unknown'],
    [mapping({ ...rule, kind: 'person' }), '$.rules[0].kind must be one of'],
    [mapping({ ...rule, where: {} }), '$.rules[0].where must name an attribute'],
    [mapping({ ...rule, fields: { sorId: 'a' } }), '$.rules[0].fields.name must be mapped'],
    [
      mapping({ ...rule, fields: { ...fields, colour: 'c' } }),
      '$.rules[0].fields.colour is unknown',
    ],
    [
      mapping({ ...rule, fields: { ...fields, cvr: { from: 'c', pattern: '(' } } }),
      'fields.cvr.pattern must be a regular',
    ],
    [
      mapping({ ...rule, fields: { ...fields, cvr: { from: 'c', pattern: 'x' } } }),
      'fields.cvr.pattern must have one group',
    ],
    [
      mapping({ ...rule, fields: { ...fields, cvr: { from: 'c)(d=*' } } }),
      'fields.cvr.from must name attributes',
    ],
  ] as const) {
    it(`names file, place and rule: ${told}`, () => {
      assert.throws(
        () => mappingFrom(text, 'my.json'),
        (error: Error) => {
          assert.match(error.message, /^Cannot read mapping "my\.json": /)
          assert.ok(error.message.includes(told), error.message)
          return true
        },
      )
    })
  }
})
