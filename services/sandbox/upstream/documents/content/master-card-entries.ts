import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { MasterCardStory, ResuscitationStory } from '../../../domain/world/master-cards.ts'
import type { Citizen } from '../../../domain/world/persons.ts'
import { homeLines, template } from './cda.ts'
import { enteredEntries } from './master-card-entered.ts'
import { CARD_VERSION, type CardEntry, type CardOf, cardEntry } from './master-card-entry.ts'
import { cdaTime, inDays } from './world-time.ts'

/** Registers behind a card, by the OID under which they are named. */
const REGISTER = {
  cpr: { oid: '1.2.208.176.1.2', name: 'CPR' },
  coverage: { oid: '1.2.208.176.2.7', name: 'Sygesikringen' },
  organs: { oid: '1.2.208.176.1.10', name: 'Dansk Center For Organdonation' },
  treatmentWills: { oid: '1.2.208.176.1.9', name: 'Sundhedsdatastyrelsen' },
  livingWills: { oid: '1.2.208.176.1.8', name: 'Sundhedsdatastyrelsen' },
} as const

/** When the register was told; it does not say as a rule. */
const registerAuthor = (register: keyof typeof REGISTER, toldAt: Date | null): XmlText => {
  const { oid, name } = REGISTER[register]
  const time = toldAt ? xml`value="${cdaTime(toldAt)}"` : xml`nullFlavor="NI"`
  return xml`<author>${template({
    root: '1.2.208.184.16.1.10.20.31',
    extension: CARD_VERSION,
  })}<time ${time}/><assignedAuthor><id root="${oid}" extension="NI" assigningAuthorityName="${name}"/><representedOrganization><name>${name}</name></representedOrganization></assignedAuthor></author>`
}

const identifier = (register: keyof typeof REGISTER, extension: string | boolean): XmlText =>
  xml`<value xsi:type="II" root="${REGISTER[register].oid}" extension="${extension}" assigningAuthorityName="${REGISTER[register].name}"/>`

const NOT_KNOWN = xml`<value xsi:type="II" nullFlavor="NAV"/>`

/** What a master card says, entry by entry. */
export const masterCardEntries = (story: MasterCardStory, card: CardOf): readonly XmlText[] =>
  [
    nameAndAddress(card.citizen),
    ...registrations(story),
    ...resuscitation(story.resuscitation, card.now),
    ...enteredEntries(story, card),
  ].map((entry) => cardEntry(card, entry))

const nameAndAddress = (citizen: Citizen): CardEntry => ({
  ...{ code: 'CitizenNameAddr', display: 'Borgerens navn og adresse', template: 26 },
  values: [
    xml`<value xsi:type="PN"><given>${citizen.givenName}</given><family>${citizen.surname}</family></value>`,
    xml`<value xsi:type="AD" use="H">${homeLines(citizen)}<country>DK</country></value>`,
  ],
  author: registerAuthor('cpr', null),
})

const registrations = (story: MasterCardStory): readonly CardEntry[] => [
  {
    ...{ code: 'CoverageGroup', display: 'Sygesikringsgruppe', template: 27 },
    ...{ values: identifier('coverage', story.coverageGroup) },
    author: registerAuthor('coverage', null),
  },
  {
    ...{ code: 'OrganDonorRegistration', display: 'Registreret organdonor', template: 28 },
    ...{ values: identifier('organs', story.isOrganDonor) },
    author: registerAuthor('organs', null),
  },
  {
    ...{ code: 'TreatmentWillRegistration', template: 29 },
    ...{ display: 'Registreret behandlingstestamente' },
    ...{ values: identifier('treatmentWills', story.hasTreatmentWill) },
    author: registerAuthor('treatmentWills', null),
  },
  {
    ...{ code: 'LivingWillRegistration', display: 'Registreret livstestamente', template: 30 },
    ...{ values: identifier('livingWills', story.hasLivingWill) },
    author: registerAuthor('livingWills', null),
  },
]

function resuscitation(story: ResuscitationStory, now: Date): readonly CardEntry[] {
  if (story.kind === 'silent') return []
  const told = story.kind === 'optedOut' ? inDays(now, story.registeredInDays, [9, 0]) : null
  const isKnown = story.kind !== 'unknown'
  return [
    {
      ...{ code: 'NoResuscitationRegistration', template: 31, templateVersion: '2023-07-01' },
      display: 'Registreret fravalg af genoplivningsforsøg v. hjertestop',
      values: isKnown ? identifier('livingWills', story.kind === 'optedOut') : NOT_KNOWN,
      author: registerAuthor('livingWills', told),
    },
  ]
}
