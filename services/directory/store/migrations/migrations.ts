import type { Migration } from 'kysely/migration'
import * as register from './0001-register.ts'

/** Every migration by name, in order; they only add. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-register': register,
}
