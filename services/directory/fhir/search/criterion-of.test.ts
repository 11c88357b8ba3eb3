import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FhirParameterInvalid } from '../../errors/fhir.ts'
import type { SearchParameter } from '../port.ts'
import { criterionOf } from './criterion-of.ts'
import { splitUnescaped, unescaped } from './escapes.ts'

const parameter = (
  type: SearchParameter['type'],
  more: Partial<SearchParameter> = {},
): SearchParameter => ({
  ...{ name: type, type, modifiers: [], targets: [], definition: null, documentation: '' },
  ...more,
})

const criterion = (
  of: SearchParameter,
  value: string,
  suffix = '',
): ReturnType<typeof criterionOf> =>
  criterionOf({ parameter: of, suffix, value, base: 'http://here/fhir' })

const REFERENCE = parameter('reference', {
  modifiers: ['identifier', 'missing'],
  targets: ['Organization', 'Location'],
})

describe('criterionOf()', () => {
  it('tells any system, no system and one system of a token apart', () => {
    assert.deepEqual(criterion(parameter('token'), 'a,|b,s|c,s|'), {
      ...{ kind: 'token', parameter: 'token' },
      values: [
        { system: undefined, code: 'a' },
        { system: null, code: 'b' },
        { system: 's', code: 'c' },
        { system: 's', code: null },
      ],
    })
  })

  it('takes an escaped separator for itself', () => {
    const { kind, ...rest } = criterion(parameter('string'), 'a\\,b,c\\|d\\$e\\\\f')
    assert.deepEqual([kind, rest], ['string', { parameter: 'string', values: ['a,b', 'c|d$e\\f'] }])
  })

  it('reads a reference by id, by type and by our own address, and nobody else’s', () => {
    const value = 'x,Location/y,http://here/fhir/Organization/z,http://there/Organization/z'
    assert.deepEqual(criterion(REFERENCE, value), {
      ...{ kind: 'reference', parameter: 'reference' },
      values: [
        { type: null, id: 'x' },
        { type: 'Location', id: 'y' },
        { type: 'Organization', id: 'z' },
        { type: null, id: 'http://there/Organization/z' },
      ],
    })
  })

  it('takes a type for the modifier of a reference, where it is a target', () => {
    assert.deepEqual(criterion(REFERENCE, 'x', 'Location'), {
      ...{ kind: 'reference', parameter: 'reference' },
      values: [{ type: 'Location', id: 'x' }],
    })
    assert.throws(() => criterion(REFERENCE, 'x', 'Endpoint'), FhirParameterInvalid)
  })

  it('honours the modifiers that the parameter has, and refuses the others', () => {
    const name = parameter('string', { modifiers: ['exact', 'missing'] })
    assert.deepEqual(criterion(name, 'A', 'exact'), {
      ...{ kind: 'exact', parameter: 'string', values: ['A'] },
    })
    assert.deepEqual(criterion(name, 'true', 'missing'), {
      ...{ kind: 'missing', parameter: 'string', missing: true },
    })
    for (const suffix of ['contains', 'text', 'exact:missing', 'constructor']) {
      assert.throws(() => criterion(name, 'A', suffix), /has no such modifier$/)
    }
  })

  for (const [type, value] of [
    ['token', '|'],
    ['token', 'a|b|c'],
    ['token', ','],
    ['date', 'yesterday'],
    ['string', ''],
  ] as const) {
    it(`refuses "${value}" as a ${type}`, () => {
      assert.throws(() => criterion(parameter(type), value), FhirParameterInvalid)
    })
  }

  it('refuses a missing that is neither true nor false', () => {
    assert.throws(() => criterion(REFERENCE, 'yes', 'missing'), /it must be true or false$/)
  })
})

describe('splitUnescaped()', () => {
  it('gives back every list of texts that was escaped and joined', () => {
    const escapedText = (text: string) => text.replace(/[,|$\\]/g, (character) => `\\${character}`)
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (texts) => {
        const parts = splitUnescaped(texts.map(escapedText).join(','), ',')
        assert.deepEqual(parts.map(unescaped), texts)
      }),
    )
  })
})
