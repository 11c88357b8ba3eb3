import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail as a server takes it. */
export interface TakenMail {
  readonly to: readonly string[]
  readonly headers: ReadonlyMap<string, string>
  /** Decoded. */
  readonly text: string
}

/** A mail server on a free port of this machine. */
export interface MailServer extends AsyncDisposable {
  readonly url: string
  readonly taken: TakenMail[]
  /** What is answered to the next mails; null to take them. */
  refusal: { readonly code: number; readonly text: string } | null
}

/** Starts a mail server that takes everything, unless it is told otherwise. */
export async function openMailServer(): Promise<MailServer> {
  const mails: MailServer = {
    ...{ url: '', taken: [], refusal: null },
    [Symbol.asyncDispose]: async () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      await promise
    },
  }
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onRcptTo: (_address, _session, done) => {
      const { refusal } = mails
      done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }))
    },
    onData: async (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address)
      mails.taken.push({ to, ...parse(await text(stream)) })
      done()
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return Object.assign(mails, { url: `smtp://127.0.0.1:${port}` })
}

function parse(raw: string): Omit<TakenMail, 'to'> {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const [name = '', ...value] = line.split(': ')
      return [name.toLowerCase(), decodeWords(value.join(': '))]
    }),
  )
  return { headers, text: decodeBody(body.join('\r\n\r\n'), headers) }
}

// RFC 2047.
const decodeWords = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?(q|b)\?(.*?)\?=/gi, (_all, how: string, coded: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(coded, 'base64').toString()
        : quotedPrintable(coded.replaceAll('_', ' ')),
    )

function decodeBody(body: string, headers: ReadonlyMap<string, string>): string {
  const encoding = headers.get('content-transfer-encoding')
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  return encoding === 'quoted-printable' ? quotedPrintable(body.replace(/=\r\n/g, '')) : body
}

const quotedPrintable = (coded: string): string =>
  Buffer.from(
    coded.replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  ).toString()
