import { createTransport } from 'nodemailer'
import type { Secret } from '../../../kit/secret.ts'
import type { Receipt } from '../../../kit/webhook/post.ts'

/** One mail to one address. */
export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain. */
  readonly text: string
  /** Where a mail reader ends the subscription by itself; null where there is nothing to end. */
  readonly endAt: string | null
}

/** Sends mail; disposing closes its connections. */
export interface Mailer extends Disposable {
  /** Nothing is thrown but what is a bug. */
  send(mail: Mail): Promise<Receipt>
}

/** Where mail is sent, and from whom. */
export interface MailerOptions {
  /** `smtp:` or `smtps:`, with name and password where they are asked for. */
  readonly url: Secret
  readonly from: string
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Makes a mailer that speaks SMTP. A mail is taken when the server has taken it. */
export function openMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport({
    ...{ url: url.reveal(), pool: true, maxConnections: 2, logger: false },
    // Nothing that a mail says is fetched.
    ...{ disableFileAccess: true, disableUrlAccess: true },
    ...TIMEOUTS,
  })
  return {
    send: async ({ to, subject, text, endAt }) => {
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address: to }, subject: oneLine(subject), text },
          envelope: { from, to: [to] },
          headers: headersOf(endAt),
        })
        return { kind: 'received' }
      } catch (error) {
        return { kind: 'failed', code: codeOf(error), retryAfterMs: null }
      }
    },
    [Symbol.dispose]: () => transport.close(),
  }
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ')

/** @see RFC 3834 and RFC 8058: no automatic answers, and one press to unsubscribe */
const headersOf = (endAt: string | null): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  ...(endAt !== null && {
    'List-Unsubscribe': `<${endAt}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }),
})

/** Few-valued, and without what the server said: it may repeat the address. */
function codeOf(error: unknown): string {
  const { responseCode, code } = Object(error)
  if (typeof responseCode === 'number') return `SMTP_${responseCode}`
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? `SMTP_${code}` : 'SMTP_FAILED'
}
