import { CITIZENS, type Citizen, STAFF } from './persons.ts'

/** Where somebody lives, as the register of persons has it. The places do not exist. */
export interface Address {
  readonly street: string
  readonly streetCode: string
  readonly building: string
  readonly postCode: string
  readonly district: string
  readonly municipalityCode: string
}

const VILLAGE = {
  ...{ street: 'Prøvevej', streetCode: '9001', postCode: '0999', district: 'Sandby' },
  municipalityCode: '0999',
} as const

const HOUSEHOLDS = [...Object.values(CITIZENS), ...Object.values(STAFF)].map(({ cpr }) => cpr)

/** The address of somebody; a child has that of the parent. */
export function addressOf({ cpr }: Pick<Citizen, 'cpr'>): Address {
  const home = cpr === CITIZENS.child.cpr ? CITIZENS.pregnant.cpr : cpr
  return { ...VILLAGE, building: String(2 * HOUSEHOLDS.indexOf(home) + 1) }
}
