import type { Migration } from 'kysely/migration'
import * as targets from './0001-targets.ts'
import * as history from './0002-history.ts'
import * as incidents from './0003-incidents.ts'
import * as subscribers from './0004-subscribers.ts'

/** Every migration by name, in order; they only add. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-targets': targets,
  '0002-history': history,
  '0003-incidents': incidents,
  '0004-subscribers': subscribers,
}
