import { wrongGln } from '../../domain/identifier/gln.ts'
import type { RowReader } from './csv-feed.ts'
import { networkOf } from './network.ts'
import { rejected } from './rejected.ts'

/** What a row that joins a GLN and a message type says. */
export type MessageTypeField = 'gln' | 'network' | 'typeId' | 'type'

/**
 * Makes the reader of a file that joins GLN and message type.
 *
 * @param codes id → message type, for a file that names types by id
 */
export function messageTypeReader(
  codes: ReadonlyMap<string, string> | undefined,
): RowReader<MessageTypeField> {
  return {
    items(row) {
      const gln = row.text('gln') ?? ''
      const wrong = wrongGln(gln)
      const subject = { kind: 'message-type', key: gln } as const
      if (wrong !== null) {
        const rule = 'GLN_INVALID'
        return [rejected(row.line, { rule, noun: 'GLN', value: gln, state: wrong, subject })]
      }
      const id = row.text('typeId')
      const raw = (id === null ? undefined : codes?.get(id)) ?? row.text('type') ?? id
      if (raw === null) {
        const state = 'has no message type'
        return [
          rejected(row.line, {
            rule: 'ROW_MALFORMED',
            noun: 'row of GLN',
            value: gln,
            state,
            subject,
          }),
        ]
      }
      const network = networkOf(row.text('network'), null)
      return [{ kind: 'message-type', line: row.line, gln, network, raw }]
    },
    subjects(row) {
      const key = row.text('gln') ?? ''
      return wrongGln(key) === null ? [{ kind: 'message-type', key }] : []
    },
  }
}
