/** The three addresses of a unit. */
export type AddressKind = 'postal' | 'visiting' | 'activity'

/** The parts of one address; `X` and `Y` are easting and northing. */
export type AddressPart =
  | 'Street'
  | 'Building'
  | 'Floor'
  | 'Suite'
  | 'PostCode'
  | 'City'
  | 'Municipality'
  | 'Country'
  | 'X'
  | 'Y'

/** What a row says of a mailbox, beside its owner. */
export type MailboxField =
  | 'gln'
  | 'glnFrom'
  | 'glnTo'
  | 'active'
  | 'inactive'
  | 'internal'
  | 'network'
  | 'networkLabel'

/** The ranks under which a unit's specialities stand. */
export const SPECIALITY_RANKS = [1, 2, 3, 4, 5, 6, 7, 8] as const

type SpecialityRank = (typeof SPECIALITY_RANKS)[number]

/** What a row says of a unit. */
export type UnitField =
  | 'id'
  | 'kind'
  | 'name'
  | 'parent'
  | 'from'
  | 'to'
  | 'firstFrom'
  | 'typeCode'
  | 'typeLabel'
  | 'cvr'
  | 'ydernummer'
  | 'shak'
  | 'region'
  | 'glnRegion'
  | 'phone'
  | 'email'
  | 'website'
  | 'inheritsGln'
  | MailboxField
  | `speciality${SpecialityRank}Code`
  | `speciality${SpecialityRank}Label`
  | `${AddressKind}${AddressPart}`
