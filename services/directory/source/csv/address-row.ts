import type { AddressBlock, ContactBlock } from '../../domain/unit/address.ts'
import { positionOf } from './position.ts'
import type { Row } from './row.ts'
import type { AddressKind, UnitField } from './unit-field.ts'

/** An address of a row, and whether its coordinates were no place. */
export interface AddressReading {
  readonly block: AddressBlock | null
  readonly isUnreadable: boolean
}

/**
 * One address of a row as a whole block.
 *
 * @returns a null block when street, post code and city are all absent, so that the inherited one counts
 */
export function addressOf(row: Row<UnitField>, kind: AddressKind): AddressReading {
  const street = row.text(`${kind}Street`)
  const postCode = row.text(`${kind}PostCode`)
  const city = row.text(`${kind}City`)
  if (street === null && postCode === null && city === null) {
    return { block: null, isUnreadable: false }
  }
  const position = positionOf(row.text(`${kind}X`), row.text(`${kind}Y`))
  const block: AddressBlock = {
    street,
    building: row.text(`${kind}Building`),
    floor: row.text(`${kind}Floor`),
    suite: row.text(`${kind}Suite`),
    postCode,
    city,
    municipality: municipalityOf(row.text(`${kind}Municipality`)),
    country: countryOf(row.text(`${kind}Country`)),
    position: position === 'unreadable' ? null : position,
  }
  return { block, isUnreadable: position === 'unreadable' }
}

/** Telephone, e-mail and website of a row as a whole block; null when all are absent. */
export function contactOf(row: Row<UnitField>): ContactBlock | null {
  const contact = {
    phone: row.text('phone'),
    email: row.text('email'),
    website: row.text('website'),
  }
  return contact.phone === null && contact.email === null && contact.website === null
    ? null
    : contact
}

// Some exports write the code as a number, without its leading zero.
const municipalityOf = (text: string | null) =>
  text !== null && /^\d{3,4}$/.test(text) ? text.padStart(4, '0') : null

const countryOf = (text: string | null) =>
  text !== null && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null
