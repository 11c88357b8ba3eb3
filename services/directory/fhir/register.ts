import type { Catalogue } from '../domain/catalogue/catalogue.ts'
import { localDate } from '../domain/time/local-date.ts'
import { DateInvalid } from '../errors/reading.ts'
import type { FhirRegister, Moment, ResourceReader } from './port.ts'
import { endpointReader } from './reader/endpoint-reader.ts'
import { AFFILIATION_PATHS, AFFILIATIONS } from './reader/group-shapes.ts'
import { listedReader } from './reader/listed-reader.ts'
import { organizationReader } from './reader/organization-reader.ts'
import { practitionerReader, practitionerRoleReader } from './reader/practitioner-readers.ts'
import type { Histories, ReaderSource } from './reader/reader-source.ts'
import { unitReader } from './reader/unit-reader.ts'
import { HEALTHCARE_SERVICE, LOCATION } from './reader/unit-shape.ts'
import type { ResourceType } from './resource.ts'

/** Who asks, and what is kept for all who may see the same. */
export interface RegisterOptions {
  readonly grants: ReadonlySet<string>
  readonly list: Histories['list']
}

/** The register in FHIR, as one caller may see it, for one request. */
export function fhirRegister(
  catalogue: Catalogue,
  { grants, list }: RegisterOptions,
): FhirRegister {
  const rights = JSON.stringify([...grants].sort())
  return {
    rights,
    latest: async () => {
      const { revision, recordedAt } = await catalogue.latest()
      return { revision, recordedAt, day: catalogue.today() }
    },
    moment: async (revision, day): Promise<Moment> => {
      const recorded = await catalogue.recorded([revision])
      const recordedAt = recorded.get(revision)?.recordedAt
      if (recordedAt === undefined) throw new TypeError('Cannot tell when a revision was recorded')
      return { revision, recordedAt, day: dayIn(day) }
    },
    lastRevisionBefore: (instant) => catalogue.revisionBefore(instant),
    catalogue: ({ day, revision }) => catalogue.view({ day: localDate(day), revision }),
    reader: (type, moment) => {
      const histories: Histories = {
        // A revision is immutable once made, and so is what came before it.
        list: (name, make) => list(`${moment.revision} ${rights} ${name}`, make),
      }
      return READERS[type]({ catalogue, moment, histories })
    },
  }
}

const READERS: Readonly<Record<ResourceType, (source: ReaderSource) => ResourceReader>> = {
  Organization: organizationReader,
  Location: (source) => unitReader(source, LOCATION),
  HealthcareService: (source) => unitReader(source, HEALTHCARE_SERVICE),
  Endpoint: endpointReader,
  OrganizationAffiliation: (source) => listedReader(source, AFFILIATIONS, AFFILIATION_PATHS),
  Practitioner: practitionerReader,
  PractitionerRole: practitionerRoleReader,
}

function dayIn(text: string): string {
  try {
    return localDate(text)
  } catch (cause) {
    if (cause instanceof RangeError) throw new DateInvalid(cause.message, { cause })
    throw cause
  }
}
