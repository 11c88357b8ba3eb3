import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { type SampleUnit, section } from '../unit.ts'

/** Units of one hospital that have closed, follow others, or are yet to come. */
export const hospitalHistory = (): readonly SampleUnit[] => [
  ...replaced(),
  section([40, 'Afdeling for Blodsygdomme'], {
    specialities: ['intern'],
    from: '2012-09-01',
    to: '2099-12-31',
    shows: ['open-end-date'],
  }),
  section([41, 'Hudklinikken'], {
    specialities: ['hud'],
    firstFrom: '2015-01-01',
    from: '2026-05-01',
    mailbox: mailbox(41, { receives: RECEIVES.ward, from: '2015-01-01' }),
    shows: ['not-recorded'],
  }),
  section([58, 'Protoncentret'], {
    from: '2031-01-01',
    mailbox: mailbox(58, { receives: RECEIVES.ward, from: '2031-01-01' }),
    shows: ['future'],
  }),
  section([59, 'Lysbadeklinikken'], { to: '2020-12-31', shows: ['closed-without-successor'] }),
]

const replaced = (): readonly SampleUnit[] => [
  section([50, 'Ørekirurgisk Afsnit'], {
    to: '2024-12-31',
    replacedBy: [51],
    shows: ['replaced-one-to-one'],
  }),
  section([51, 'Øre-, Næse- og Halskirurgi'], {
    specialities: ['ørenæsehals'],
    from: '2025-01-01',
    replaces: [50],
  }),
  section([52, 'Mavetarmkirurgisk Afsnit'], {
    to: '2023-06-30',
    replacedBy: [54, 55],
    shows: ['replaced-many-to-many'],
  }),
  section([53, 'Karkirurgisk Afsnit'], {
    to: '2023-06-30',
    replacedBy: [54, 55],
    shows: ['replaced-many-to-many', 'replaced-chain'],
  }),
  section([54, 'Kirurgisk Afdeling'], {
    specialities: ['kirurgi'],
    from: '2023-07-01',
    replaces: [52, 53],
  }),
  section([55, 'Kirurgisk Dagafsnit'], {
    from: '2023-07-01',
    to: '2025-06-30',
    replaces: [52, 53],
    replacedBy: [56],
    shows: ['replaced-chain'],
  }),
  section([56, 'Kirurgisk Dagcenter'], { from: '2025-07-01', replaces: [55] }),
  section([57, 'Afsnit for Prøvetransport'], {
    type: 'administrativ',
    to: '2025-12-31',
    replacedBy: [9999],
    shows: ['replaced-by-unheld'],
  }),
]
