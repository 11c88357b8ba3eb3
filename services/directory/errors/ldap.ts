import { KnownError } from '../../kit/errors.ts'

/** Something of others stands where the publisher would write; it stays. */
export class LdapForeign extends KnownError {
  readonly code = 'LDAP_FOREIGN_ENTRY'
  readonly kind = 'conflict'

  constructor(dn: string) {
    super(`Cannot write entry "${dn}": another has written it`)
  }
}

/** Another process writes to the LDAP server. */
export class LdapPublisherBusy extends KnownError {
  readonly code = 'LDAP_PUBLISHER_BUSY'
  readonly kind = 'conflict'

  constructor(target: string) {
    super(`Cannot publish to "${target}": another process does`)
  }
}

/** What is asked of LDAP, in or out, does not fit together; the message names the place and the rule. */
export class LdapUnusable extends KnownError {
  readonly code = 'LDAP_UNUSABLE'
  readonly kind = 'invalid'
}
