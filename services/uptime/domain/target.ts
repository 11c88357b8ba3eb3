import type { Probe } from './probe.ts'
import type { Subject } from './subject.ts'

/** One thing to knock on, for one subject. */
export interface Target {
  /** Stable over restarts: subject key, `#`, and the number of the probe within the subject from 1. */
  readonly id: string
  readonly subject: Subject
  readonly probe: Probe
}
