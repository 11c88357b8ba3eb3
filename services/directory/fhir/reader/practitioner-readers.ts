import type { Criterion } from '../criterion.ts'
import type { ResourceReader } from '../port.ts'
import { offersService, ownPlace } from '../resource/place.ts'
import { toPractitioner, toPractitionerRole } from '../resource/practitioner.ts'
import { SYSTEM } from '../resource/systems.ts'
import { listedReader } from './listed-reader.ts'
import type { ListedShape } from './listed-things.ts'
import { type ReaderSource, viewOf } from './reader-source.ts'
import type { Paths } from './resource-matcher.ts'

const COMMON = {
  touched: 'provider',
  isTheirs: (id: string) => /^[0-9a-f]{16}$/.test(id),
} as const

const PRACTITIONERS: ListedShape = {
  ...COMMON,
  type: 'Practitioner',
  list: async (view) =>
    (await view.practitioners()).map((person) => ({
      id: person.id,
      key: person.ydernummer,
      toResource: (version) => toPractitioner(person, version),
    })),
}

const ROLES: ListedShape = {
  ...COMMON,
  type: 'PractitionerRole',
  list: async (view) =>
    (await view.practitioners()).map((person) => ({
      id: person.id,
      key: person.ydernummer,
      toResource: (version) => toPractitionerRole(person, version),
    })),
}

const PRACTITIONER_PATHS: Paths = {
  active: 'active',
  identifier: 'identifier',
  name: 'name.text',
  given: 'name.given',
  family: 'name.family',
}

const ROLE_PATHS: Paths = {
  active: 'active',
  location: 'organization.identifier',
  organization: 'organization.identifier',
  practitioner: 'practitioner',
  role: 'code',
  service: 'organization.identifier',
  specialty: 'specialty',
}

/** Reads the persons of the yder register. */
export const practitionerReader = (source: ReaderSource): ResourceReader =>
  listedReader(source, PRACTITIONERS, PRACTITIONER_PATHS)

/** Reads what the persons of the yder register do. */
export function practitionerRoleReader(source: ReaderSource): ResourceReader {
  const reader = listedReader(source, ROLES, ROLE_PATHS)
  return {
    ...reader,
    search: async (criteria, page) =>
      reader.search(await Promise.all(criteria.map((one) => byNumber(source, one))), page),
  }
}

/** Asks for a unit by the numbers that it goes by in the yder register, for its roles name it by these. */
async function byNumber(source: ReaderSource, criterion: Criterion): Promise<Criterion> {
  const { kind, parameter } = criterion
  if (kind !== 'reference' || parameter === 'practitioner') return criterion
  const { directory } = await viewOf(source)
  const units = await Promise.all(criterion.values.map(({ id }) => directory.unit(id)))
  const meant = units
    .filter((unit) => unit !== null)
    .filter((unit) => parameter !== 'location' || ownPlace(unit) !== null)
    .filter((unit) => parameter !== 'service' || offersService(unit))
  const values = meant.flatMap(({ ydernumre }) =>
    ydernumre.map((code) => ({ system: SYSTEM.ydernummer, code })),
  )
  return { kind: 'token', parameter, values }
}
