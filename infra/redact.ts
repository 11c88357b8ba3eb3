import { parseArgs } from 'node:util'
import { namesPerson, redactedFields } from '../services/directory/domain/redaction/redactable.ts'
import { RedactionUnusable } from '../services/directory/errors/redacting.ts'
import { migrations } from '../services/directory/store/migrations/migrations.ts'
import { listRedactions } from '../services/directory/store/redaction/list-redactions.ts'
import {
  liftRedaction,
  type RedactionAct,
  redact,
} from '../services/directory/store/redaction/redact.ts'
import { sweepRedacted } from '../services/directory/store/redaction/sweep.ts'
import type { Tables } from '../services/directory/store/tables.ts'
import { migrateToLatest, openSession, type Session } from '../services/kit/database.ts'
import { createLog } from '../services/kit/log.ts'
import { dataConfigFrom } from './config.ts'
import { provideDatabase } from './database.ts'

/** How the command is called. */
export const REDACT_USAGE = `npm run fundament -- redact --subject TYPE:ID --fields NAME,... --reason TEXT --author NAME
npm run fundament -- redact --lift NUMBER --reason TEXT --author NAME
npm run fundament -- redact --list

  --subject   Organisation:<SOR id> (name, contact, addresses, cvr) or Endpoint:<id> (address, accessPoint)
  --fields    what is blanked, in every revision
  --reason    why; kept, and shown by --list only
  --author    by whom; kept likewise
  --lift      lets later imports say again what a redaction blanked
  --list      shows all redactions
`

type Wanted =
  | { readonly kind: 'redact'; readonly act: RedactionAct }
  | {
      readonly kind: 'lift'
      readonly id: number
      readonly reason: string
      readonly author: string
    }
  | { readonly kind: 'list' }

/**
 * Blanks fields of a subject in every revision, or lets imports fill them again.
 *
 * @returns the exit code: 0 when done, 2 for what cannot be asked
 */
export async function runRedact(args: readonly string[]): Promise<number> {
  try {
    const wanted = wantedBy(args)
    const config = dataConfigFrom(process.env)
    await using server = await provideDatabase(config, createLog({ level: config.logLevel }))
    await using session = await openSession<Tables>({ url: server.url })
    await migrateToLatest(session.db, migrations)
    process.stdout.write(`${await carryOut(session, wanted)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof RedactionUnusable)) throw error
    process.stderr.write(`${error.message}\n\n${REDACT_USAGE}`)
    return 2
  }
}

async function carryOut({ db }: Session<Tables>, wanted: Wanted): Promise<string> {
  switch (wanted.kind) {
    case 'list':
      return (await listRedactions(db)).join('\n') || 'There are none.'
    case 'lift': {
      const isLifted = await db.transaction().execute((trx) => liftRedaction(trx, wanted))
      if (isLifted) return 'Lifted: the values come back with the next import that says them.'
      throw new RedactionUnusable(`Cannot lift redaction "${wanted.id}": none of it stands`)
    }
    case 'redact': {
      const made = await db.transaction().execute((trx) => redact(trx, wanted.act))
      await sweepRedacted(db)
      return `Redaction ${made.id}, recorded as revision ${made.revision}. Sources: ${made.sources.join(', ')}.`
    }
  }
}

/** @throws {RedactionUnusable} naming what is wrong, without the text of a reason */
function wantedBy(args: readonly string[]): Wanted {
  const values = parsed(args)
  if (values.list) return { kind: 'list' }
  const reason = told('reason', values.reason)
  const author = told('author', values.author)
  if (values.lift !== undefined) {
    if (!/^\d{1,9}$/.test(values.lift)) throw unusable('--lift takes the number of a redaction')
    return { kind: 'lift', id: Number(values.lift), reason, author }
  }
  try {
    const fields = redactedFields(values.subject ?? '', values.fields ?? '')
    return { kind: 'redact', act: { ...fields, reason, author } }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw unusable(error.message)
  }
}

function told(name: string, text = ''): string {
  if (text.trim() === '') throw unusable(`--${name} is absent`)
  if (namesPerson(text)) throw unusable(`--${name} holds what may be a person number`)
  return text.trim()
}

const unusable = (state: string): RedactionUnusable =>
  new RedactionUnusable(`Cannot redact: ${state}`)

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ subject: text, fields: text, reason: text, author: text, lift: text },
        list: { type: 'boolean' },
      },
    })
    return values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw unusable('there is --subject, --fields, --reason, --author, --lift and --list')
  }
}
