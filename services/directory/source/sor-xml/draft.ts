import type { OrganisationLevel } from '../../domain/statement/facts.ts'

/** Dates as they are written; null where the element is absent or empty. */
export interface StatusDraft {
  from: string | null
  to: string | null
  first: string | null
}

/** One EanLocationCodeEntity, unchecked. */
export interface MailboxDraft {
  readonly line: number
  readonly status: StatusDraft
  gln: string | null
  network: string | null
  region: string | null
  isInternal: boolean
  isPassive: boolean
}

/** One AddressPostal, unchecked. */
export interface AddressDraft {
  street: string | null
  building: string | null
  floor: string | null
  suite: string | null
  postCode: string | null
  city: string | null
  municipality: string | null
  country: string | null
  position: null
}

/** One VirtualAddressInformation, unchecked. */
export interface ContactDraft {
  phone: string | null
  email: string | null
  website: string | null
}

/** One unit while its element is open, unchecked. */
export interface UnitDraft {
  readonly line: number
  readonly level: OrganisationLevel
  readonly status: StatusDraft
  readonly specialities: string[]
  readonly ydernumre: string[]
  readonly mailboxes: MailboxDraft[]
  readonly replaces: string[]
  readonly replacedBy: string[]
  sorId: string | null
  name: string | null
  type: string | null
  cvr: string | null
  shak: string | null
  inheritsGln: boolean | null
  postal: AddressDraft | null
  visiting: AddressDraft | null
  activity: AddressDraft | null
  contact: ContactDraft | null
}

/** A status without dates. */
export const newStatus = (): StatusDraft => ({ from: null, to: null, first: null })

/** @param line where its element begins */
export const newMailbox = (line: number): MailboxDraft => ({
  line,
  status: newStatus(),
  gln: null,
  network: null,
  region: null,
  isInternal: false,
  isPassive: false,
})

/** An address without parts. */
export const newAddress = (): AddressDraft => ({
  street: null,
  building: null,
  floor: null,
  suite: null,
  postCode: null,
  city: null,
  municipality: null,
  country: null,
  position: null,
})

/** A contact block without parts. */
export const newContact = (): ContactDraft => ({ phone: null, email: null, website: null })

/** @param line where its element begins */
export const newUnit = (line: number, level: OrganisationLevel): UnitDraft => ({
  line,
  level,
  status: newStatus(),
  specialities: [],
  ydernumre: [],
  mailboxes: [],
  replaces: [],
  replacedBy: [],
  sorId: null,
  name: null,
  type: null,
  cvr: null,
  shak: null,
  inheritsGln: null,
  postal: null,
  visiting: null,
  activity: null,
  contact: null,
})
