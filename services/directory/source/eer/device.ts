import type { CertificateFact, FeedItem } from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import { certificateFact, certificateTextIn } from './certificate.ts'
import { type Json, textIn } from './json.ts'
import { deviceTypes, networkOfDevice } from './network.ts'

/**
 * What one Device says: the access point that holds the URL and the certificate of mailboxes.
 *
 * Devices of other types are counted as unknown. One with a certificate that cannot be read keeps what was known of it.
 */
export function deviceItems(resource: Json, line: number): FeedItem[] {
  const id = textIn(resource.id)
  const types = deviceTypes(resource)
  if (id === null || !types.includes('AP')) {
    return [{ kind: 'unknown', line, name: `Device ${types.join(' ')}`.trim() }]
  }
  const certificate = certificateOf(resource)
  if (certificate === 'unreadable') {
    const subject = { kind: 'access-point', key: id } as const
    const message = `Cannot import access point "${id}": its certificate is not X.509`
    return [rejection({ line, rule: 'ROW_MALFORMED', value: id, subject, message })]
  }
  const url = textIn(resource.url)
  return [{ kind: 'access-point', line, id, url, network: networkOfDevice(resource), certificate }]
}

function certificateOf(resource: Json): CertificateFact | null | 'unreadable' {
  const text = certificateTextIn(resource)
  try {
    return text === null ? null : certificateFact(text)
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable'
    throw error
  }
}
