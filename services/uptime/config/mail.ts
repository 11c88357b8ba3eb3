import { readFileSync } from 'node:fs'
import type { EnvReader } from '../../kit/config.ts'
import type { Secret } from '../../kit/secret.ts'
import { isEmailAddress } from '../domain/subscriber/email-address.ts'

/** How mail is sent. */
export interface MailConfig {
  /** `smtp:` or `smtps:`, with name and password where they are asked for. */
  readonly url: Secret
  readonly from: string
  /** The status page, where links of mails lead. */
  readonly status: URL
}

/** @returns null where no mail is sent; problems go to `read` */
export function mailConfigFrom(read: EnvReader): MailConfig | null {
  const url = read.optionalSecret('SMTP_URL', {
    check: wrongUrl,
    readFile: (path) => readFileSync(path, 'utf8'),
  })
  const from = read.optionalText('SMTP_FROM')
  const status = read.optionalUrl('STATUS_URL')
  if (from !== null && !isEmailAddress(from)) {
    read.problem(`SMTP_FROM must be an e-mail address, is "${from}"`)
  }
  if (url === null) return null
  if (from === null) read.problem('SMTP_FROM must be an e-mail address, is absent')
  if (status === null) read.problem('STATUS_URL must be a URL, is absent')
  return from === null || status === null ? null : { url, from, status }
}

const wrongUrl = (value: string): string | null =>
  ['smtp:', 'smtps:'].includes(URL.parse(value)?.protocol ?? '')
    ? null
    : 'must be a URL with smtp: or smtps:'
