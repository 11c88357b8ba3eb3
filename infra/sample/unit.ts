import { SPECIALITIES, type SpecialityName, TYPES, type TypeName } from './codes.ts'
import { sampleCvr, sampleSorId } from './identifiers.ts'
import type { SampleMailbox } from './mailbox.ts'
import type { RuleName } from './rules.ts'

export interface SampleAddress {
  readonly street: string
  readonly building: string
  readonly postCode: string
  readonly city: string
  readonly municipality: string
}

export interface SampleContact {
  readonly phone?: string
  readonly email?: string
  readonly website?: string
}

/** One unit of the sample with everything below it; what is left out is left out of the file. */
export interface SampleUnit {
  readonly sorId: string
  readonly level: 'IE' | 'SI' | 'OE'
  readonly name: string
  readonly type: string
  readonly cvr?: string
  readonly pharmacy?: string
  readonly shak?: string
  readonly ydernummer?: string
  readonly specialities: readonly string[]
  /** Its own, or what SOR's indicator says of the parent's. */
  readonly mailbox: SampleMailbox | 'inherited' | 'none'
  /** Mailboxes that SOR does not know. */
  readonly unlisted: readonly SampleMailbox[]
  readonly postal?: SampleAddress
  readonly visiting?: SampleAddress
  readonly activity?: SampleAddress
  readonly contact?: SampleContact
  readonly from: string
  readonly to?: string
  readonly firstFrom: string
  readonly replaces: readonly string[]
  readonly replacedBy: readonly string[]
  readonly shows: readonly RuleName[]
  readonly children: readonly SampleUnit[]
}

/** What a unit says beyond its name; numbers are places in the sample. */
export interface UnitOptions {
  readonly type?: TypeName
  readonly cvr?: number
  readonly pharmacy?: string
  readonly shak?: string
  readonly ydernummer?: string
  readonly specialities?: readonly SpecialityName[]
  readonly mailbox?: SampleMailbox | 'inherited' | 'none'
  readonly unlisted?: readonly SampleMailbox[]
  readonly postal?: SampleAddress
  readonly visiting?: SampleAddress
  readonly activity?: SampleAddress
  readonly contact?: SampleContact
  readonly from?: string
  readonly to?: string
  readonly firstFrom?: string
  readonly replaces?: readonly number[]
  readonly replacedBy?: readonly number[]
  readonly shows?: readonly RuleName[]
}

type Make = (
  [number, name]: readonly [number, string],
  options: UnitOptions,
  children?: readonly SampleUnit[],
) => SampleUnit

const DEFAULT_TYPE = { IE: 'privat', SI: 'lægepraksis', OE: 'klinisk' } as const

const makeUnit =
  (level: SampleUnit['level']): Make =>
  ([number, name], options, children = []) => {
    const { type, cvr, specialities = [], replaces = [], replacedBy = [], ...rest } = options
    const from = rest.from ?? '2019-01-01'
    return {
      mailbox: level === 'IE' ? 'none' : 'inherited',
      unlisted: [],
      shows: [],
      firstFrom: from,
      ...rest,
      ...(cvr === undefined ? {} : { cvr: sampleCvr(cvr) }),
      from,
      sorId: sampleSorId(number),
      level,
      name,
      type: TYPES[type ?? DEFAULT_TYPE[level]],
      specialities: specialities.map((speciality) => SPECIALITIES[speciality]),
      replaces: replaces.map(sampleSorId),
      replacedBy: replacedBy.map(sampleSorId),
      children,
    }
  }

/** An owner (SOR: IE). */
export const owner = makeUnit('IE')
/** A health institution (SOR: SI); takes its owner's mailbox unless told otherwise. */
export const institution = makeUnit('SI')
/** An organisational unit (SOR: OE); takes its parent's mailbox unless told otherwise. */
export const section = makeUnit('OE')

/** Parent before children, in the order of the file. */
export function* unitsOf(units: readonly SampleUnit[]): Generator<SampleUnit> {
  for (const unit of units) {
    yield unit
    yield* unitsOf(unit.children)
  }
}
