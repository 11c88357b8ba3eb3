import { mailbox } from '../mailbox.ts'
import { RECEIVES } from '../message-types.ts'
import { type SampleUnit, section } from '../unit.ts'

/** Units of one hospital, each with a mailbox in another state. */
export const hospitalMailboxes = (): readonly SampleUnit[] => [
  ...own(),
  ...states(),
  ...several(),
  ...sharedGln(),
  ...oneRegisterOnly(),
  ...restricted(),
]

const own = (): readonly SampleUnit[] => [
  section([20, 'Fælles Akutmodtagelse'], {
    type: 'akutmodtagelse',
    mailbox: mailbox(20, { receives: RECEIVES.ward, network: 'edelivery' }),
    shows: ['own-mailbox', 'access-point-shared'],
  }),
  section(
    [21, 'Klinisk Forskningsenhed'],
    { type: 'forskning', mailbox: 'none', shows: ['not-inherited'] },
    [section([22, 'Forskningsteam Nord'], { type: 'forskning', shows: ['below-not-inherited'] })],
  ),
  section([37, 'Ortopædkirurgisk Ambulatorium'], {
    specialities: ['ortopædi'],
    mailbox: mailbox(37, { receives: RECEIVES.ward }),
    shows: ['gln-check-digit-zero'],
  }),
  section([49, 'Klinik for Søvnmedicin'], {
    from: '2020-02-01',
    mailbox: mailbox(49, { receives: RECEIVES.ward, from: '2026-11-15' }),
    shows: ['gln-from-later'],
  }),
]

const states = (): readonly SampleUnit[] => [
  section([23, 'Laboratoriesektionen'], {
    specialities: ['biokemi'],
    mailbox: mailbox(23, { receives: RECEIVES.laboratory, internalOnly: true }),
    shows: ['internal-only'],
  }),
  section([24, 'Patologisk Arkiv'], {
    specialities: ['patologi'],
    mailbox: mailbox(24, { nonActive: true }),
    shows: ['suspended-in-sor'],
  }),
  section([25, 'Radiologisk Afdeling'], {
    type: 'billeddiagnostik',
    specialities: ['radiologi'],
    mailbox: mailbox(25, { receives: ['REF02', 'DIS91'], status: 'suspended' }),
    shows: ['suspended-in-endpoint-register'],
  }),
  section([26, 'Øjenambulatoriet'], {
    specialities: ['øjen'],
    mailbox: mailbox(26, { receives: RECEIVES.ward, status: 'off' }),
    shows: ['off'],
  }),
  section([27, 'Medicinsk Ambulatorium'], {
    specialities: ['intern'],
    mailbox: mailbox(27, { receives: RECEIVES.ward, status: 'error' }),
    shows: ['off-error'],
  }),
  section([28, 'Allergiklinikken'], {
    mailbox: mailbox(28, { receives: RECEIVES.ward, status: 'test' }),
    shows: ['off-test'],
  }),
  section([29, 'Rejsemedicinsk Klinik'], {
    mailbox: mailbox(29, { receives: RECEIVES.ward, status: 'entered-in-error' }),
    shows: ['off-entered-in-error'],
  }),
]

const several = (): readonly SampleUnit[] => [
  section([34, 'Lungemedicinsk Ambulatorium'], {
    specialities: ['lunge'],
    mailbox: mailbox(34, {
      receives: RECEIVES.ward,
      also: [{ network: 'edelivery', receives: ['FDIS91', 'HCO_12', 'FCTL', 'SBDH'] }],
    }),
    shows: ['two-networks'],
  }),
  section([35, 'Neurologisk Ambulatorium'], {
    specialities: ['neurologi'],
    mailbox: mailbox(35, {
      receives: RECEIVES.ward,
      also: [{ network: 'edelivery', receives: ['DIS91', 'FDIS91', 'FCTL'] }],
    }),
    shows: ['two-mailboxes-ambiguous'],
  }),
  section([36, 'Urologisk Ambulatorium'], {
    specialities: ['urologi'],
    mailbox: mailbox(36, {
      receives: RECEIVES.ward,
      status: 'suspended',
      also: [{ network: 'edelivery', receives: ['DIS91', 'FDIS91', 'FCTL'] }],
    }),
    shows: ['two-mailboxes-one-suspended'],
  }),
  section([42, 'Center for Telemedicin'], {
    mailbox: mailbox(42, {
      receives: ['HCO_11_OLDER', 'HCO_12', 'FCTL', 'SBDH'],
      network: 'edelivery',
    }),
    shows: ['two-versions'],
  }),
]

const sharedGln = (): readonly SampleUnit[] => [
  section([43, 'Blodprøvetagning, indgang A'], {
    mailbox: mailbox(43, { receives: RECEIVES.laboratory }),
    shows: ['gln-two-units'],
  }),
  section([44, 'Blodprøvetagning, indgang B'], {
    mailbox: mailbox(43, {}),
    shows: ['gln-two-units'],
  }),
  section([45, 'Mikrobiologisk Modtagelse'], {
    specialities: ['mikrobiologi'],
    mailbox: mailbox(45, { receives: RECEIVES.laboratory }),
    shows: ['gln-ambiguous'],
  }),
  section([46, 'Mikrobiologisk Svarcentral'], {
    specialities: ['mikrobiologi'],
    mailbox: mailbox(45, { receives: RECEIVES.laboratory, network: 'otherVans' }),
    shows: ['gln-ambiguous'],
  }),
]

const oneRegisterOnly = (): readonly SampleUnit[] => [
  section([38, 'Hospitalets Arbejdsmiljøenhed'], {
    mailbox: mailbox(38, {}),
    shows: ['types-unknown'],
  }),
  section([39, 'Klinik for Sjældne Sygdomme'], {
    mailbox: 'none',
    unlisted: [mailbox(40, { receives: ['FDIS91', 'FCTL'], network: 'edelivery' })],
    shows: ['mailbox-only-in-endpoint-register', 'access-point-shared'],
  }),
]

const restricted = (): readonly SampleUnit[] => [
  section([47, 'Retspsykiatrisk Ambulatorium'], {
    specialities: ['psykiatri'],
    mailbox: mailbox(47, { receives: RECEIVES.ward, bundle: 'restricted' }),
    shows: ['restricted-types'],
  }),
  section([48, 'Enhed for Beskyttede Borgere'], {
    mailbox: 'none',
    unlisted: [
      mailbox(48, {
        receives: ['FDIS91', 'FCTL'],
        network: 'edelivery',
        bundle: 'restricted',
        accessPoint: 'fjordland-ap2',
      }),
    ],
    shows: ['restricted-mailbox'],
  }),
]
