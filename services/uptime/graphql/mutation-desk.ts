import { BothLanguagesInput } from './both-languages.ts'
import { builder } from './builder.ts'
import { IncidentType } from './incident.ts'
import { MaintenanceType } from './maintenance.ts'

const MaintenanceInput = builder.inputType('MaintenanceInput', {
  description: 'Work that is announced: 31 days at most, and no more than 366 days ahead.',
  fields: (t) => ({
    id: t.id({ description: 'Of maintenance that is said anew; a new one where it is left out.' }),
    services: t.idList({ required: true, description: '1 to 100.' }),
    startsAt: t.field({ type: 'DateTime', required: true }),
    endsAt: t.field({ type: 'DateTime', required: true, description: 'Not in it.' }),
    title: t.field({
      type: BothLanguagesInput,
      required: true,
      description: '200 characters each.',
    }),
  }),
})

builder.mutationFields((t) => ({
  addIncidentUpdate: t.field({
    type: IncidentType,
    description:
      "Adds a word to an incident's time line, under the caller's name. For operators, and the owner of the service that is its cause.",
    args: {
      incident: t.arg.id({ required: true }),
      text: t.arg({
        type: BothLanguagesInput,
        required: true,
        description: '2,000 characters each.',
      }),
    },
    resolve: (_root, { incident, text }, { desk }) => desk.addUpdate(incident, text),
  }),
  announceMaintenance: t.field({
    type: MaintenanceType,
    description: 'For operators, and the owner of all the services that it is of.',
    args: { input: t.arg({ type: MaintenanceInput, required: true }) },
    resolve: (_root, { input }, { desk }) => desk.announce({ ...input, id: input.id ?? null }),
  }),
  cancelMaintenance: t.id({
    description: 'Cancels work that has not begun; work that is going on ends now. Answers the id.',
    args: { id: t.arg.id({ required: true }) },
    resolve: async (_root, { id }, { desk }) => {
      await desk.cancel(id)
      return id
    },
  }),
}))
