import {
  clusterId,
  municipalityCode,
  type OrganisationFilter,
  postCode,
  regionCode,
  snomedCodes,
  underUnit,
} from '../domain/search/organisation-filter.ts'
import type { OrganisationLevel } from '../domain/statement/facts.ts'
import { showable } from '../domain/statement/rejection.ts'
import { FilterInvalid, MessageTypeInvalid } from '../errors/reading.ts'
import { askedMessageType } from './asked-message-type.ts'
import { builder } from './builder.ts'
import { OrganisationLevelType } from './organisation.ts'

/** A filter as a caller writes it. */
export interface WrittenFilter {
  readonly level?: OrganisationLevel | null | undefined
  readonly types?: readonly string[] | null | undefined
  readonly specialities?: readonly string[] | null | undefined
  readonly municipality?: string | null | undefined
  readonly region?: string | null | undefined
  readonly postCode?: string | null | undefined
  readonly under?: string | null | undefined
  readonly cluster?: string | null | undefined
  readonly receives?: string | null | undefined
  readonly includeClosed?: boolean | null | undefined
}

/** Which organisations are wanted. */
export const OrganisationFilterInput = builder.inputType('OrganisationFilter', {
  description:
    'Which organisations are wanted: all that is named must be true of one. Codes, not labels; one that breaks its rule is the error FILTER_INVALID.',
  fields: (t) => ({
    level: t.field({ type: OrganisationLevelType }),
    types: t.stringList({ description: 'SNOMED CT codes, any of which it must be.' }),
    specialities: t.stringList({ description: 'SNOMED CT codes, any of which it must have.' }),
    municipality: t.string({
      description: '4 digits. Of any address that counts for it, inherited ones too.',
    }),
    region: t.string({
      description:
        '1081 to 1085: as its source states it, else of the municipality of its address, else of the unit above it.',
    }),
    postCode: t.string({ description: 'Of any address that counts for it, inherited ones too.' }),
    under: t.field({ type: 'SorId', description: 'The unit that it lies below, at any depth.' }),
    cluster: t.id({ description: 'The cluster or health council that it takes part in.' }),
    receives: t.string({
      description:
        'A message type, in any spelling, that it receives at a mailbox in service, its own or inherited.',
    }),
    includeClosed: t.boolean({
      defaultValue: false,
      description: 'Closed ones as well; future ones never.',
    }),
  }),
})

/** @throws {FilterInvalid} where a code breaks its rule */
export function filterFrom(written: WrittenFilter): OrganisationFilter {
  return {
    level: written.level ?? null,
    types: read(written.types, (codes) => snomedCodes('types', codes)),
    specialities: read(written.specialities, (codes) => snomedCodes('specialities', codes)),
    municipality: read(written.municipality, municipalityCode),
    region: read(written.region, regionCode),
    postCode: read(written.postCode, postCode),
    under: read(written.under, underUnit),
    cluster: read(written.cluster, clusterId),
    receives: read(written.receives, askedMessageType),
    includeClosed: written.includeClosed ?? false,
  }
}

/**
 * Reads what may be left out.
 *
 * @throws {FilterInvalid} where it breaks its rule
 */
export function read<Written, Value>(
  written: Written | null | undefined,
  parse: (written: Written) => Value,
): Value | null {
  if (written == null) return null
  try {
    return parse(written)
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof MessageTypeInvalid) {
      throw new FilterInvalid(showable(cause.message, 300), { cause })
    }
    throw cause
  }
}
