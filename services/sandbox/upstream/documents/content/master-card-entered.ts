import { OID } from '../../../../nsp/xds/document-types.ts'
import { type XmlText, xml } from '../../../../nsp/xml/template.ts'
import type { MasterCardStory, RelativeStory } from '../../../domain/world/master-cards.ts'
import { ORGANISATIONS } from '../../../domain/world/organisations.ts'
import { type Citizen, STAFF } from '../../../domain/world/persons.ts'
import { coding, SYSTEM, template } from './cda.ts'
import { CARD_VERSION, type CardEntry, type CardOf } from './master-card-entry.ts'
import { cdaTime, inDays } from './world-time.ts'

/** The number under which the dentist settles. */
const DENTIST_YDERNUMMER = '000742'

type Name = Pick<Citizen, 'givenName' | 'surname'>

const nameOf = ({ givenName, surname }: Name): XmlText =>
  xml`<given>${givenName}</given><family>${surname}</family>`

function enteredBy(
  role: { readonly code: string; readonly display: string },
  by: { readonly name: Name; readonly at: Date; readonly organisation?: string },
): XmlText {
  const version = { root: '1.2.208.184.16.1.10.20.30', extension: CARD_VERSION }
  const organisation =
    by.organisation &&
    xml`<representedOrganization><name>${by.organisation}</name></representedOrganization>`
  return xml`<author>${template(version)}<time value="${cdaTime(by.at)}"/><assignedAuthor><id root="${OID.cpr}" extension="ANONYM" assigningAuthorityName="CPR"/><code ${coding(
    SYSTEM.medcom,
    role,
  )}/><assignedPerson><name>${nameOf(by.name)}</name></assignedPerson>${organisation}</assignedAuthor></author>`
}

const byCitizen = ({ citizen, now }: CardOf): XmlText =>
  enteredBy(
    { code: 'EnteredCitizen', display: 'Indtastet af borger' },
    { name: citizen, at: inDays(now, -300, [12, 34]) },
  )

const byProfessional = ({ now }: CardOf): XmlText =>
  enteredBy(
    { code: 'EnteredHealthcareprofessional', display: 'Indtastet af sundhedsprofessionel' },
    {
      name: STAFF.doctor,
      at: inDays(now, -90, [10, 5]),
      organisation: ORGANISATIONS.practice.name,
    },
  )

/** What people have entered on a master card. */
export function enteredEntries(story: MasterCardStory, card: CardOf): readonly CardEntry[] {
  const author = byCitizen(card)
  return [
    ...story.languages.map((language) => ({
      ...{ code: 'LanguageTypedIn', display: 'Talt sprog, indtastet', template: 20, author },
      values: xml`<value xsi:type="CD" ${coding({ oid: '1.0.639.1', name: 'ISO-639-1' }, language)}/>`,
    })),
    ...(story.hasTemporaryAddress ? [temporaryAddress(card, author)] : []),
    ...(story.phone ? [contact(story.phone, author)] : []),
    ...story.relatives.map((each) => relative(each, author)),
    ...(story.hasDentist ? [dentist(byProfessional(card))] : []),
  ]
}

const temporaryAddress = ({ now }: CardOf, author: XmlText): CardEntry => ({
  ...{ code: 'TempAddrTypedIn', display: 'Midlertidig adresse, indtastet', template: 21, author },
  period: xml`<effectiveTime><low value="${cdaTime(inDays(now, -20))}"/><high value="${cdaTime(
    inDays(now, 60),
  )}"/></effectiveTime>`,
  values: xml`<value xsi:type="AD" use="H"><streetAddressLine>Klitvænget 4</streetAddressLine><postalCode>0901</postalCode><city>Nordvang</city><country>Danmark</country></value>`,
})

const phone = (use: 'H' | 'MC' | 'WP', number: string): XmlText =>
  xml`<value xsi:type="TEL" use="${use}" value="tel:${number}"/>`

const contact = (number: string, author: XmlText): CardEntry => ({
  ...{ code: 'PatientContactTypedIn', display: 'Kontaktoplysninger, indtastet', template: 24 },
  ...{ values: phone('MC', number), author },
})

const relative = (story: RelativeStory, author: XmlText): CardEntry => ({
  ...{ code: 'RelativeTypedIn', display: 'Pårørende, indtastet', template: 25, author },
  values: [
    xml`<value xsi:type="PN">${nameOf(story)}</value>`,
    xml`<value xsi:type="CD" ${coding(
      { oid: '1.2.208.184.100.2', name: 'MedCom Relation Codes' },
      { code: story.relation, display: story.relation },
    )}/>`,
    ...(story.mobile ? [phone('MC', story.mobile)] : []),
    ...(story.note ? [xml`<value xsi:type="ST">${story.note}</value>`] : []),
  ],
})

const dentist = (author: XmlText): CardEntry => ({
  ...{ code: 'DentistTypedIn', display: 'Tandlæge indtastet', template: 22, author },
  values: [
    xml`<value xsi:type="II" root="${OID.ydernummer}" extension="${DENTIST_YDERNUMMER}" assigningAuthorityName="Yderregisteret"/>`,
    xml`<value xsi:type="TN">${ORGANISATIONS.dentist.name}</value>`,
    xml`<value xsi:type="AD" use="WP"><streetAddressLine>Sandvej 3</streetAddressLine><postalCode>0900</postalCode><city>Søbred</city><country>Danmark</country></value>`,
    phone('WP', '00000003'),
  ],
})
