import { FhirParameterInvalid } from '../../errors/fhir.ts'
import type { Criterion, Modifier, ReferenceValue, TokenValue } from '../criterion.ts'
import type { SearchParameter } from '../port.ts'
import { RESOURCE_TYPES } from '../resource.ts'
import { dateValue } from './date-span.ts'
import { splitUnescaped, unescaped } from './escapes.ts'

const MOST_VALUES = 1_000

/** One `name:modifier=value` of a query, whose parameter is known. */
export interface WrittenCriterion {
  readonly parameter: SearchParameter
  /** What stands behind the colon; empty where there is none. */
  readonly suffix: string
  readonly value: string
  /** Of this server, without a slash at the end: references may be written whole. */
  readonly base: string
}

/**
 * @throws {FhirParameterInvalid} for a value that is none of its type, and for a modifier that the parameter does not have
 */
export function criterionOf(written: WrittenCriterion): Criterion {
  const { parameter, suffix, value } = written
  const name = parameter.name
  const target = parameter.targets.find((type) => type === suffix)
  const modifier = parameter.modifiers.find((known) => known === suffix) ?? null
  if (suffix !== '' && !modifier && !target) {
    // R4: refused whatever the caller prefers, as it would turn the meaning round.
    throw invalid(written, `${name} has no such modifier`)
  }
  if (modifier === 'missing') return { kind: 'missing', parameter: name, missing: isTrue(written) }
  const parts = splitUnescaped(value, ',').filter((part) => part !== '')
  if (parts.length === 0) throw invalid(written, 'it is empty')
  if (parts.length > MOST_VALUES) throw invalid(written, `it has more than ${MOST_VALUES} values`)
  return ofType(written, parts, modifier)
}

function ofType(
  written: WrittenCriterion,
  parts: readonly string[],
  modifier: Modifier | null,
): Criterion {
  const parameter = written.parameter.name
  switch (written.parameter.type) {
    case 'token':
      return {
        kind: modifier === 'not' ? 'token-not' : 'token',
        parameter,
        values: parts.map((part) => tokenOf(part, written)),
      }
    case 'string':
      return {
        kind: modifier === 'contains' || modifier === 'exact' ? modifier : 'string',
        parameter,
        values: parts.map(unescaped),
      }
    case 'reference':
      return modifier === 'identifier'
        ? {
            kind: 'reference-identifier',
            parameter,
            values: parts.map((part) => tokenOf(part, written)),
          }
        : { kind: 'reference', parameter, values: parts.map((part) => referenceOf(part, written)) }
    case 'date':
      return {
        kind: 'date',
        parameter,
        values: parts.map((part) => {
          const found = dateValue(part)
          if (!found) throw invalid(written, 'it is no date of R4')
          return found
        }),
      }
    case 'uri':
      return { kind: 'uri', parameter, values: parts.map(unescaped) }
  }
}

function isTrue(written: WrittenCriterion): boolean {
  if (written.value === 'true' || written.value === 'false') return written.value === 'true'
  throw invalid(written, 'it must be true or false')
}

function tokenOf(part: string, written: WrittenCriterion): TokenValue {
  const [first = '', second, ...more] = splitUnescaped(part, '|').map(unescaped)
  if (more.length > 0) throw invalid(written, 'it has more than one bar')
  if (second === undefined) return { system: undefined, code: first }
  if (first === '' && second === '') throw invalid(written, 'it has neither system nor code')
  return { system: first === '' ? null : first, code: second === '' ? null : second }
}

function referenceOf(part: string, { parameter, suffix, base }: WrittenCriterion): ReferenceValue {
  const text = unescaped(part)
  const relative = text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text
  const [type = '', id, ...more] = relative.split('/')
  const target = parameter.targets.find((known) => known === suffix) ?? null
  if (id === undefined) return { type: target, id: relative }
  const named = RESOURCE_TYPES.find((known) => known === type)
  const isOurs = named && more.length === 0 && (target === null || target === named)
  // Somebody else's address, or a type that is not asked for: a form that is right and meets nothing.
  return isOurs ? { type: named, id } : { type: null, id: text }
}

const invalid = ({ parameter, suffix, value }: WrittenCriterion, state: string) =>
  new FhirParameterInvalid(suffix ? `${parameter.name}:${suffix}` : parameter.name, value, state)
