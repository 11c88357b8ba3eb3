import type { CitizenRecord } from '../domain/record.ts'
import { answerIn } from './answer.ts'
import { builder } from './builder.ts'
import { AppointmentsResultType } from './part/appointments.ts'
import { CarePlansResultType } from './part/care-plans.ts'
import { DiagnosesResultType } from './part/diagnoses.ts'
import { DocumentsResultType } from './part/document.ts'
import { MasterCardResultType } from './part/master-card.ts'
import { MaternityResultType } from './part/maternity.ts'
import { MeasurementsResultType } from './part/measurements.ts'
import { MedicationsResultType } from './part/medications.ts'
import { ResuscitationResultType } from './part/resuscitation.ts'
import { TreatmentWillResultType } from './part/treatment-will.ts'
import { VaccinationsResultType } from './part/vaccinations.ts'

/** A citizen's record, for one question. */
export const CitizenType = builder.objectRef<CitizenRecord>('Citizen')

CitizenType.implement({
  description:
    "A citizen's shared record. Every part answers with what is there, or with why it is not; none is ever a bare null.",
  fields: (t) => ({
    appointments: t.field({
      type: AppointmentsResultType,
      args: { from: t.arg({ type: 'Date' }), to: t.arg({ type: 'Date' }) },
      resolve: (record, { from, to }) =>
        answerIn(record, record.appointments({ from: from ?? null, to: to ?? null })),
    }),
    carePlans: t.field({
      type: CarePlansResultType,
      resolve: (record) => answerIn(record, record.carePlans()),
    }),
    masterCard: t.field({
      type: MasterCardResultType,
      resolve: (record) => answerIn(record, record.masterCard()),
    }),
    resuscitation: t.field({
      type: ResuscitationResultType,
      resolve: (record) => answerIn(record, record.resuscitation()),
    }),
    treatmentWill: t.field({
      type: TreatmentWillResultType,
      resolve: (record) => answerIn(record, record.treatmentWill()),
    }),
    diagnoses: t.field({
      type: DiagnosesResultType,
      resolve: (record) => answerIn(record, record.diagnoses()),
    }),
    maternity: t.field({
      type: MaternityResultType,
      resolve: (record) => answerIn(record, record.maternity()),
    }),
    measurements: t.field({
      type: MeasurementsResultType,
      args: { from: t.arg({ type: 'DateTime' }), to: t.arg({ type: 'DateTime' }) },
      resolve: (record, { from, to }) =>
        answerIn(record, record.measurements({ from: from ?? null, to: to ?? null })),
    }),
    medications: t.field({
      type: MedicationsResultType,
      resolve: (record) => answerIn(record, record.medications()),
    }),
    vaccinations: t.field({
      type: VaccinationsResultType,
      resolve: (record) => answerIn(record, record.vaccinations()),
    }),
    documents: t.field({
      type: DocumentsResultType,
      args: { types: t.arg.stringList({ description: 'Type codes; all when left out.' }) },
      resolve: (record, { types }) => answerIn(record, record.documents(types ?? null)),
    }),
  }),
})
