import type { DocumentEntry } from '../../../../nsp/xds/document-entry.ts'

/** A document that the sandbox shares. */
export interface SandboxDocument {
  readonly entry: DocumentEntry
  /** Consent holds it back from those who are not its citizen. */
  readonly isHeldBack: boolean
  /** Its bytes; of an on-demand entry they are made at that moment. */
  content(now: Date): Buffer
}
