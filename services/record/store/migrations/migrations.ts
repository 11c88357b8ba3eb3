import type { Migration } from 'kysely/migration'
import * as record from './0001-record.ts'

/** Every migration by name, in order; they only add. */
export const migrations: Readonly<Record<string, Migration>> = { '0001-record': record }
