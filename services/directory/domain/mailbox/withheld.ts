import type { Mailbox } from './mailbox.ts'

/** What one restricted source says of a mailbox, and the caller is not shown. */
export interface WithheldFields {
  readonly source: string
  readonly fields: readonly string[]
  readonly reason: string
}

const OF_MAILBOX = ['status', 'network', 'connectionType', 'address', 'accessPoint', 'mimeTypes']

/** What the caller is not shown of a mailbox, source by source; empty where it is shown all. */
export function withheldFrom({ withheldBy, receives }: Mailbox): readonly WithheldFields[] {
  return [...new Set([...withheldBy, ...receives.withheldBy])].map((source) => ({
    source,
    fields: [
      ...(withheldBy.includes(source) ? OF_MAILBOX : []),
      ...(receives.withheldBy.includes(source) ? ['messageTypes'] : []),
    ],
    reason: `Source "${source}" is restricted to callers that hold it`,
  }))
}
