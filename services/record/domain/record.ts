import type { Answer } from './answer.ts'
import type { DayRange, Question, TimeRange } from './asker.ts'
import type { OrganisationName } from './coded.ts'
import type { Appointments } from './part/appointments.ts'
import type { CarePlans } from './part/care-plans.ts'
import type { Diagnoses } from './part/diagnoses.ts'
import type { DocumentReference, Documents } from './part/document.ts'
import type { MasterCard, ResuscitationOptOut } from './part/master-card.ts'
import type { Maternity } from './part/maternity.ts'
import type { Measurements } from './part/measurements.ts'
import type { Medications, Vaccinations } from './part/medications.ts'
import type { TreatmentWill } from './part/treatment-will.ts'

/** The record as the graph asks it: a part never throws, every failure is an answer. */
export interface CitizenRecord {
  readonly question: Question
  appointments(range: DayRange): Promise<Answer<Appointments>>
  carePlans(): Promise<Answer<CarePlans>>
  masterCard(): Promise<Answer<MasterCard>>
  resuscitation(): Promise<Answer<ResuscitationOptOut>>
  treatmentWill(): Promise<Answer<TreatmentWill>>
  diagnoses(): Promise<Answer<Diagnoses>>
  maternity(): Promise<Answer<Maternity>>
  measurements(range: TimeRange): Promise<Answer<Measurements>>
  medications(): Promise<Answer<Medications>>
  vaccinations(): Promise<Answer<Vaccinations>>
  /** @param types type codes; null for all */
  documents(types: readonly string[] | null): Promise<Answer<Documents>>
  /**
   * The content of a document of any part, as text; base64 for what is no text.
   *
   * @throws {DocumentContentUnavailable} where it could not be had
   */
  contentOf(document: DocumentReference): Promise<string>
}

/** The records of citizens, to one who is signed in. */
export interface Records {
  /**
   * The one record of a question; asked twice, it is the same one.
   *
   * @throws {ActingInvalid} where it names a unit or a principal that cannot be
   * @throws {ConsentOverrideInvalid} where consent is set aside, and not as it must be
   * @throws {TooManyRecords} where the operation asks for more of them than it may
   */
  of(question: Question): Promise<CitizenRecord>
}

/** Finds which unit of the register a source means. */
export interface Organisations {
  /** @returns its SOR id; null where no unit, or not exactly one, bears the number today */
  sorIdOf(name: OrganisationName): Promise<string | null>
}
