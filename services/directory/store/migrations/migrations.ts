import type { Migration } from 'kysely/migration'
import * as register from './0001-register.ts'
import * as changes from './0002-changes.ts'
import * as search from './0003-search.ts'
import * as groups from './0004-groups.ts'
import * as webhooks from './0005-webhooks.ts'
import * as redactions from './0006-redactions.ts'
import * as practitioners from './0007-practitioners.ts'
import * as ldap from './0008-ldap.ts'
import * as quality from './0009-quality.ts'
import * as names from './0010-names.ts'

/** Every migration by name, in order; they only add. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-register': register,
  '0002-changes': changes,
  '0003-search': search,
  '0004-groups': groups,
  '0005-webhooks': webhooks,
  '0006-redactions': redactions,
  '0007-practitioners': practitioners,
  '0008-ldap': ldap,
  '0009-quality': quality,
  '0010-names': names,
}
