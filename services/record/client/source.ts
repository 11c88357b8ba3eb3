import type { Acting, Regarding } from '../../nsp/platform/acting.ts'
import type { DayRange, TimeRange } from '../domain/asker.ts'
import type { Appointments } from '../domain/part/appointments.ts'
import type { CarePlans } from '../domain/part/care-plans.ts'
import type { Diagnoses } from '../domain/part/diagnoses.ts'
import type { DocumentReference, Documents } from '../domain/part/document.ts'
import type { MasterCard, ResuscitationOptOut } from '../domain/part/master-card.ts'
import type { Maternity } from '../domain/part/maternity.ts'
import type { Measurements } from '../domain/part/measurements.ts'
import type { Medications, Vaccinations } from '../domain/part/medications.ts'
import type { TreatmentWill } from '../domain/part/treatment-will.ts'

/** Who asks whom about whom, for one look-up; the signal is aborted at the source's deadline. */
export interface Asking {
  readonly acting: Acting
  readonly regarding: Regarding
  readonly signal: AbortSignal
}

/**
 * What a source says. `none` is its own explicit statement; a failure is thrown as a KnownError, and only the one who asks turns it
 * into an answer. `allHeldBack` says that consent held back everything there is.
 */
export type Said<Part> =
  | { readonly kind: 'found'; readonly part: Part }
  | { readonly kind: 'none' }
  | { readonly kind: 'allHeldBack' }

/** The shared master card, over SFSK. */
export interface MasterCardSource {
  masterCard(asking: Asking): Promise<Said<MasterCard>>
  /** @throws {ResuscitationUnclear} where the card says neither an explicit true nor an explicit none */
  resuscitation(asking: Asking): Promise<Said<ResuscitationOptOut>>
  contentOf(asking: Asking, document: DocumentReference): Promise<Buffer>
}

/** Documents of document sharing, over DDS. */
export interface DocumentSource {
  appointments(asking: Asking, range: DayRange): Promise<Said<Appointments>>
  carePlans(asking: Asking): Promise<Said<CarePlans>>
  diagnoses(asking: Asking): Promise<Said<Diagnoses>>
  maternity(asking: Asking): Promise<Said<Maternity>>
  /** PHMR and QRD of the measurement repository. */
  measurements(asking: Asking, range: TimeRange): Promise<Said<Measurements>>
  documents(asking: Asking, types: readonly string[] | null): Promise<Said<Documents>>
  contentOf(asking: Asking, document: DocumentReference): Promise<Buffer>
}

/** Documents of a pregnancy, over MHD. */
export interface MaternitySource {
  maternity(asking: Asking): Promise<Said<Maternity>>
  contentOf(asking: Asking, document: DocumentReference): Promise<Buffer>
}

/** Treatment and living wills, over BTR and LTR. */
export interface WillSource {
  treatmentWill(asking: Asking): Promise<Said<TreatmentWill>>
}

/** Measurements of the telemedicine infrastructure, over FHIR. */
export interface ObservationSource {
  measurements(asking: Asking, range: TimeRange): Promise<Said<Measurements>>
}

/** The medicine card, over FMK. */
export interface MedicineSource {
  medications(asking: Asking): Promise<Said<Medications>>
}

/** The vaccination card, over DDV. */
export interface VaccinationSource {
  vaccinations(asking: Asking): Promise<Said<Vaccinations>>
}

/** Everything that a record is made of. */
export interface Sources {
  readonly dds: DocumentSource
  readonly sfsk: MasterCardSource
  readonly btr: WillSource
  readonly fut: ObservationSource
  readonly fmk: MedicineSource
  readonly ddv: VaccinationSource
  readonly mhd: MaternitySource
}
