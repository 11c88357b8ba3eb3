/** One address as a register writes it; null where it is silent. Inherited as a whole block, never field by field. */
export interface AddressBlock {
  readonly street: string | null
  readonly building: string | null
  readonly floor: string | null
  readonly suite: string | null
  readonly postCode: string | null
  readonly city: string | null
  /** Municipality code, 4 digits. */
  readonly municipality: string | null
  /** ISO 3166-1 alpha-2 where the register gives it so. */
  readonly country: string | null
  readonly position: Position | null
}

/** WGS 84, decimal degrees. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** Telephone, e-mail and website: SOR's virtual address, inherited as a whole block. */
export interface ContactBlock {
  readonly phone: string | null
  readonly email: string | null
  readonly website: string | null
}
