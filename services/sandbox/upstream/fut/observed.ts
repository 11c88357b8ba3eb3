import { ORGANISATIONS } from '../../domain/world/organisations.ts'
import { CITIZENS } from '../../domain/world/persons.ts'

/** A code of LOINC, and what is measured by it. */
export interface ObservedCode {
  readonly code: string
  readonly display: string
}

/** A number with its unit in UCUM. */
export interface ObservedQuantity {
  readonly value: number
  readonly unit: string
  readonly ucum: string
}

/** What an observation of the sandbox says. */
export type ObservedValue =
  | { readonly kind: 'quantity'; readonly quantity: ObservedQuantity }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'components'
      readonly components: readonly (readonly [ObservedCode, ObservedQuantity])[]
    }

/** An observation that the sandbox's measurement server holds. */
export interface ObservedStory {
  readonly id: string
  readonly code: ObservedCode
  readonly value: ObservedValue
  /** Days from now, negative. */
  readonly days: number
  readonly status: 'final' | 'entered-in-error'
  readonly device: string | null
  readonly organisation: { readonly sorId: string; readonly name: string } | null
  /** Consent holds it back from everybody but the citizen. */
  readonly isHeldBack: boolean
}

const WEIGHT: ObservedCode = { code: '29463-7', display: 'Body weight' }
const PRESSURE: ObservedCode = { code: '85354-9', display: 'Blood pressure panel' }
const SYSTOLIC: ObservedCode = { code: '8480-6', display: 'Systolic blood pressure' }
const DIASTOLIC: ObservedCode = { code: '8462-4', display: 'Diastolic blood pressure' }
const PULSE: ObservedCode = { code: '8867-4', display: 'Heart rate' }
const SATURATION: ObservedCode = { code: '59408-5', display: 'Oxygen saturation' }
const SUBJECTIVE: ObservedCode = { code: '61150-9', display: 'Subjective Narrative' }

const mmHg = (value: number): ObservedQuantity => ({ value, unit: 'mmHg', ucum: 'mm[Hg]' })
const quantity = (value: number, unit: string, ucum = unit): ObservedValue => ({
  ...{ kind: 'quantity', quantity: { value, unit, ucum } },
})

const usual: Pick<ObservedStory, 'status' | 'device' | 'organisation' | 'isHeldBack'> = {
  ...{ status: 'final', device: null, organisation: ORGANISATIONS.telemedicine },
  isHeldBack: false,
}

const pressure = (id: string, days: number, values: readonly [number, number]): ObservedStory => ({
  ...{ ...usual, id, days, code: PRESSURE, device: 'Blodtryksmåler' },
  value: {
    kind: 'components',
    components: [
      [SYSTOLIC, mmHg(values[0])],
      [DIASTOLIC, mmHg(values[1])],
    ],
  },
})

const weight = (id: string, days: number, value: number): ObservedStory => ({
  ...{ ...usual, id, days, code: WEIGHT, device: 'Badevægt', value: quantity(value, 'kg') },
})

/** More than one page of them. */
const ofFull: readonly ObservedStory[] = [
  ...[0, 1, 2, 3, 4, 5].map((day) => pressure(`full-bp-${day}`, -day, [128 + day, 78 + day])),
  ...[0, 7, 14, 21].map((day) => weight(`full-weight-${day}`, -day, (714 + day) / 10)),
  {
    ...{ ...usual, id: 'full-pulse', days: -1, code: PULSE, device: 'Pulsmåler' },
    value: quantity(64, 'slag/min', '/min'),
  },
  {
    ...{ ...usual, id: 'full-saturation', days: -1, code: SATURATION },
    value: quantity(97, '%'),
  },
  {
    ...{ ...usual, id: 'full-text', days: -2, code: SUBJECTIVE, organisation: null },
    value: { kind: 'text', text: 'Sover dårligt, ellers godt tilpas' },
  },
  {
    ...{ ...weight('full-wrong', -3, 714), status: 'entered-in-error' },
  },
]

/** Observations of the sandbox, by person number; everybody else has none. */
export const OBSERVED: ReadonlyMap<string, readonly ObservedStory[]> = new Map([
  [CITIZENS.full.cpr, ofFull],
  [
    CITIZENS.pregnant.cpr,
    [pressure('pregnant-bp', -2, [118, 72]), weight('pregnant-weight', -2, 68.2)],
  ],
  [
    CITIZENS.blocked.cpr,
    [
      weight('blocked-weight', -5, 88.1),
      { ...pressure('blocked-bp', -5, [145, 92]), isHeldBack: true },
    ],
  ],
  [CITIZENS.closed.cpr, [{ ...weight('closed-weight', -9, 79.5), isHeldBack: true }]],
])
