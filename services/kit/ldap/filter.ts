import {
  AndFilter,
  EqualityFilter,
  type Filter,
  GreaterThanEqualsFilter,
  PresenceFilter,
} from 'ldapts'

/**
 * A search filter. It is never made out of text, so that a value cannot become a part of the filter: on the wire a value
 * is a field of its own, whatever characters it has.
 */
export type LdapFilter = Filter

/** Entries with the attribute at exactly this value, by the attribute's own rule of equality. */
export const equals = (attribute: string, value: string): LdapFilter =>
  new EqualityFilter({ attribute, value })

/** Entries with any value of the attribute. */
export const present = (attribute: string): LdapFilter => new PresenceFilter({ attribute })

/** Entries with a value of the attribute that is this one or behind it. */
export const atLeast = (attribute: string, value: string): LdapFilter =>
  new GreaterThanEqualsFilter({ attribute, value })

/** Entries that all filters take. */
export const allOf = (filters: readonly LdapFilter[]): LdapFilter =>
  new AndFilter({ filters: [...filters] })

/** The filter as RFC 4515 writes it, for a command line; values are escaped. */
export const filterText = (filter: LdapFilter): string => filter.toString()
