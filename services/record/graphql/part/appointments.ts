import type { Appointment, Appointments } from '../../domain/part/appointments.ts'
import { allIn, type FoundNode, type InRecord, resultType } from '../answer.ts'
import { builder } from '../builder.ts'
import { OrganisationType, organisationOf } from '../organisation.ts'
import { DocumentReferenceType } from './document.ts'

const AppointmentType = builder.objectRef<InRecord<Appointment>>('Appointment')

AppointmentType.implement({
  description: 'An appointment with a part of the health service.',
  fields: (t) => ({
    start: t.field({ type: 'DateTime', resolve: ({ start }) => start }),
    end: t.field({ type: 'DateTime', nullable: true, resolve: ({ end }) => end }),
    status: t.exposeString('status', { description: 'As its source writes it.' }),
    title: t.exposeString('title', { nullable: true }),
    responsible: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ responsible }, _args, context) => organisationOf(responsible, context),
    }),
    requester: t.field({
      type: OrganisationType,
      nullable: true,
      resolve: ({ requester }, _args, context) => organisationOf(requester, context),
    }),
    location: t.exposeString('location', { nullable: true }),
    document: t.field({
      type: DocumentReferenceType,
      resolve: ({ document, record }) => ({ document, record }),
    }),
  }),
})

const AppointmentsType = builder.objectRef<FoundNode<Appointments>>('Appointments')

AppointmentsType.implement({
  description: '`filtered`: consent held some entries back.',
  fields: (t) => ({
    entries: t.field({
      type: [AppointmentType],
      description: 'By their beginning.',
      resolve: ({ part, record }) => allIn(record, part.entries),
    }),
    filtered: t.boolean({ resolve: ({ part }) => part.filtered }),
  }),
})

/** Answer to `appointments`. */
export const AppointmentsResultType = resultType('Appointments', AppointmentsType)
