import { ORGANISATIONS, PRACTICE_YDERNUMMER } from '../../domain/world/organisations.ts'
import { CITIZENS, STAFF } from '../../domain/world/persons.ts'
import { DRUGS } from './drugs.ts'
import type { Dose, OrdinatedDosage, Ordination, Prescriber } from './ordination.ts'

const TABLETS = { singular: 'tablet', plural: 'tabletter' } as const

const doctor = `${STAFF.doctor.givenName} ${STAFF.doctor.surname}`

const practice: Prescriber = {
  ...{ authorisationCode: STAFF.doctor.authorisationCode, name: doctor },
  organisation: {
    ...{ name: ORGANISATIONS.practice.name, type: 'Yder', number: PRACTICE_YDERNUMMER },
  },
}

const hospital: Prescriber = {
  ...{ authorisationCode: '0FL7H', name: 'Line Hjertholm' },
  organisation: {
    ...{ name: ORGANISATIONS.heartCentre.name, type: 'SOR' },
    number: ORGANISATIONS.heartCentre.sorId,
  },
}

const times = (...perDay: readonly Dose[]) => perDay
const morning: Dose = { time: 'morning', quantity: 1 }
const evening: Dose = { time: 'evening', quantity: 1 }

const fixed = (perDay: readonly Dose[], text: string): OrdinatedDosage => ({
  ...{ kind: 'fixed', perDay, unit: TABLETS, text },
})

const asNeeded = (perDay: readonly Dose[], text: string): OrdinatedDosage => ({
  ...{ kind: 'according-to-need', perDay, unit: TABLETS, text },
})

const usual: Omit<Ordination, 'id' | 'drug' | 'indication' | 'dosage'> = {
  ...{ fromDays: -400, toDays: null, state: 'active', isPrivate: false, by: practice },
}

const metformin: Ordination = {
  ...{ ...usual, id: '70000001', drug: DRUGS.metformin, indication: 'mod sukkersyge' },
  dosage: fixed(times(morning, evening), '1 tablet morgen og 1 tablet aften - hver dag'),
}

const enalapril: Ordination = {
  ...{ ...usual, id: '70000002', drug: DRUGS.enalapril, indication: 'mod forhøjet blodtryk' },
  ...{ by: hospital, dosage: fixed(times(morning), '1 tablet morgen - hver dag') },
}

const paracetamol: Ordination = {
  ...{ ...usual, id: '70000003', drug: DRUGS.paracetamol, indication: 'mod smerter' },
  dosage: asNeeded(
    times({ time: 'morning', quantity: 2 }),
    '2 tabletter efter behov, højst 4 gange daglig',
  ),
}

const warfarin: Ordination = {
  ...{ ...usual, id: '70000004', drug: DRUGS.warfarin, indication: 'blodfortyndende' },
  ...{ by: hospital, dosage: { kind: 'local-schema' } },
}

/** On the card, and not in force: a course that is over, one that begins next week and one that is paused. */
const notInForce: readonly Ordination[] = [
  {
    ...{ ...usual, id: '70000005', drug: DRUGS.pivmecillinam, fromDays: -40, toDays: -35 },
    ...{
      indication: 'mod blærebetændelse',
      dosage: { kind: 'free-text', text: '1 tablet 3 gange daglig' },
    },
  },
  {
    ...{ ...usual, id: '70000006', drug: DRUGS.donepezil, fromDays: 7 },
    ...{ indication: 'mod demens', dosage: fixed(times(evening), '1 tablet aften - hver dag') },
  },
  {
    ...{ ...usual, id: '70000007', drug: DRUGS.atorvastatin, state: 'paused' },
    ...{ indication: 'mod forhøjet kolesterol', dosage: fixed(times(evening), '1 tablet aften') },
  },
]

const sertraline: Ordination = {
  ...{ ...usual, id: '70000008', drug: DRUGS.sertraline, indication: 'mod depression' },
  ...{ isPrivate: true, dosage: fixed(times(morning), '1 tablet morgen - hver dag') },
}

const folicAcid: Ordination = {
  ...{ ...usual, id: '70000009', drug: DRUGS.folicAcid, fromDays: -150, toDays: 60 },
  indication: 'tilskud ved graviditet',
  dosage: { kind: 'free-text', text: '1 tablet daglig til og med 12. uge' },
}

const salbutamol: Ordination = {
  ...{ ...usual, id: '70000010', drug: DRUGS.salbutamol, indication: 'mod astma' },
  dosage: { kind: 'free-text', text: '1-2 pust efter behov' },
}

const ointment: Ordination = {
  ...{ ...usual, id: '70000011', drug: DRUGS.magistralOintment, indication: 'mod udslæt' },
  dosage: { kind: 'not-given' },
}

/** The medicine cards of the sandbox, by person number; everybody else's card is empty. */
export const CARDS: ReadonlyMap<string, readonly Ordination[]> = new Map([
  [CITIZENS.full.cpr, [metformin, enalapril, paracetamol, warfarin, ...notInForce]],
  [CITIZENS.pregnant.cpr, [folicAcid]],
  [CITIZENS.child.cpr, [salbutamol, ointment]],
  [CITIZENS.blocked.cpr, [enalapril, sertraline]],
  [CITIZENS.closed.cpr, [sertraline]],
  [CITIZENS.optedOut.cpr, [enalapril, paracetamol]],
  [CITIZENS.unclear.cpr, [metformin]],
])
