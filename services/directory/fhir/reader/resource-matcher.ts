import { isGlnSystem } from '../../domain/identifier/gln.ts'
import type { Criterion, ReferenceValue, TokenValue } from '../criterion.ts'
import { SYSTEM } from '../resource/systems.ts'
import type { Resource } from '../resource.ts'
import { isWithin, type Span, spanOf } from './date-matcher.ts'
import { messageTypeMatcher } from './message-types.ts'
import { type HeldToken, referencesAt, textsAt, tokensAt, valuesAt } from './resource-values.ts'

/** Parameter → where its values stand in a resource. */
export type Paths = Readonly<Record<string, string>>

const OF_EVERY_TYPE: Paths = { _id: 'id', _lastUpdated: 'meta.lastUpdated' }

/** Tells whether a resource is what a criterion asks for, by what stands in it. */
export function isMatch(resource: Resource, criterion: Criterion, paths: Paths): boolean {
  const path = { ...OF_EVERY_TYPE, ...paths }[criterion.parameter]
  if (path === undefined) throw new TypeError(`Cannot search by "${criterion.parameter}"`)
  switch (criterion.kind) {
    case 'token':
      return hasToken(resource, path, criterion.values)
    case 'token-not':
      return !hasToken(resource, path, criterion.values)
    case 'string':
    case 'contains':
    case 'exact':
      return hasText(textsAt(resource, path), criterion)
    case 'reference':
      return pointsAt(referencesAt(resource, path), criterion.values)
    case 'date':
      return criterion.values.some((value) => isWithin(spanAt(resource, path), value))
    case 'missing':
      return (valuesAt(resource, path).length === 0) === criterion.missing
    default:
      throw new TypeError(`Cannot search by "${criterion.parameter}" as ${criterion.kind}`)
  }
}

function hasToken(resource: Resource, path: string, asked: readonly TokenValue[]): boolean {
  if (path === 'payloadType') {
    const isAsked = messageTypeMatcher(asked)
    return tokensAt(resource, path).some(({ code }) => isAsked(code))
  }
  const held = tokensAt(resource, path)
  return asked.some((value) => held.some((token) => isToken(token, value)))
}

function isToken(held: HeldToken, { system, code }: TokenValue): boolean {
  if (code !== null && held.code !== code) return false
  if (system === undefined) return true
  if (system !== null && isGlnSystem(system)) return held.system === SYSTEM.gln
  return held.system === system
}

function hasText(
  held: readonly string[],
  { kind, values }: Extract<Criterion, { kind: 'string' | 'contains' | 'exact' }>,
): boolean {
  if (kind === 'exact') return values.some((value) => held.includes(value))
  const texts = held.map((text) => text.toLowerCase())
  return values
    .map((value) => value.toLowerCase())
    .some((value) =>
      texts.some((text) => (kind === 'contains' ? text.includes(value) : text.startsWith(value))),
    )
}

const pointsAt = (held: readonly string[], asked: readonly ReferenceValue[]): boolean =>
  asked.some(({ type, id }) =>
    held.some((reference) =>
      type === null ? reference.endsWith(`/${id}`) : reference === `${type}/${id}`,
    ),
  )

function spanAt(resource: Resource, path: string): Span {
  if (path !== 'period') return spanOf(textsAt(resource, path)[0] ?? null, null, 'instant')
  const [start = null] = textsAt(resource, 'period.start')
  const [end = null] = textsAt(resource, 'period.end')
  return spanOf(start, end, 'days')
}
