import { wrongGln } from '../../domain/identifier/gln.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type { FactKind, FeedItem } from '../../domain/statement/facts.ts'
import { resolved, type Survey } from './survey.ts'

const KINDS: ReadonlyMap<string, FactKind> = new Map([
  ['Organization', 'organisation'],
  ['Endpoint', 'mailbox'],
  ['Device', 'access-point'],
])

/**
 * What a DELETE of a transaction says.
 *
 * @param url `Type/id`, or `Type?identifier=system|value`
 */
export function removalItem(url: string, line: number, survey: Survey): FeedItem {
  const [, type = '', rest = ''] = /^(?:.*\/)?([A-Z][A-Za-z]+)[/?](.*)$/.exec(url) ?? []
  const kind = KINDS.get(type)
  const key = kind && keyIn(rest, kind, resolved(survey, { reference: `${type}/${rest}` }))
  return kind && key
    ? { kind: 'removal', line, subject: { kind, key } }
    : { kind: 'unknown', line, name: 'DELETE without SOR id or GLN' }
}

function keyIn(rest: string, kind: FactKind, known: string | null): string | null {
  const value = known ?? identifierIn(rest)
  if (kind === 'access-point') return value
  const wrong = kind === 'mailbox' ? wrongGln(value) : wrongSorId(value)
  return wrong === null ? value : null
}

function identifierIn(rest: string): string {
  const [, search] = /(?:^|&)identifier=([^&]*)/.exec(rest) ?? []
  if (search === undefined) return rest
  const token = /%[0-9a-f]{2}/i.test(search) ? safelyDecoded(search) : search
  return token.slice(token.lastIndexOf('|') + 1)
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
