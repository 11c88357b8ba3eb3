import { MESSAGE_TYPE_ROWS } from './message-type-label.ts'
import type { MessageTypeName } from './message-type-name.ts'

/**
 * Reads one spelling of a message type.
 *
 * @param text without space around it
 * @returns null when the spelling is not known
 * @see MedCom terminology, EHMI Message Definition URI; SOR-EDI's names of message types
 */
export function readSpelling(text: string): MessageTypeName | null {
  const spelled = text.toLowerCase()
  return spelled.startsWith('urn:') || spelled.startsWith('http')
    ? (fromEdiUrn(spelled) ?? fromEnvelopeUrn(spelled) ?? fromFhirUri(spelled))
    : (fromVersionCode(spelled) ?? fromEdiName(spelled) ?? fromOtherName(spelled))
}

const EDI_URN =
  /^urn:dk:healthcare:medcom:messaging:(edifact|oioxml:schema:xsd):[^:]+:([^:]+)(?::([^:]+))?$/

function fromEdiUrn(text: string): MessageTypeName | null {
  const [, standard, name, version] = EDI_URN.exec(text) ?? []
  if (name === undefined) return null
  return {
    standard: standard === 'edifact' ? 'EDIFACT' : 'OIOXML',
    name: name.toUpperCase(),
    version: version?.toUpperCase() ?? null,
  }
}

const ENVELOPE_URN =
  /^urn:dk:(?:healthcare:)?(?:messaging:oasis:ebxml|ehmi:(?:messaging:envelope|sbdh)):/
const VERSION_AT_END = /:(\d+(?:\.\d+)*)$/

function fromEnvelopeUrn(text: string): MessageTypeName | null {
  if (!ENVELOPE_URN.test(text)) return null
  const name = /sbdh-?acknowledgement/.test(text) ? 'EhmiSbdhAcknowledgement' : 'EhmiSbdh'
  return { standard: 'ENVELOPE', name, version: VERSION_AT_END.exec(text)?.[1] ?? null }
}

const FHIR_URI =
  /^(?:urn:dk:(?:healthcare:)?medcom:(?:messaging:)?fhir:(?:structuredefinition::?)?|https?:\/\/medcomfhir\.dk\/.*\/(?:medcom-)?)([a-z-]+?)(?:-message)?(?:##.*?)?(?:(?:::?|\|)(\d+(?:\.\d+)*))?$/

function fromFhirUri(text: string): MessageTypeName | null {
  const [, name, version] = FHIR_URI.exec(text) ?? []
  return name === undefined || name === 'structuredefinition' ? null : fhirType(name, version)
}

/** Between a name and its version: `DIS91 D9134L`, `DIS91:D9134L`, `HomeCareObservation|1.1`. */
const GAP = '[\\s:|_/]+'
const EDI_NAME = new RegExp(
  `^(?:(?:med(?:dis|ref|req|rpt|ruc|pid|bin|pre)|contrl|prodat)${GAP})?` +
    '(x?)(dis|ref|req|rpt|ruc|pid|ctl|bin|dao|pre)[ _-]?(\\d\\d)' +
    `(?:${GAP}([a-z0-9.]+))?$`,
)

function fromEdiName(text: string): MessageTypeName | null {
  const [, x = '', letters, number, version] = EDI_NAME.exec(text) ?? []
  if (letters === undefined) return null
  return {
    standard: x === '' ? 'EDIFACT' : 'OIOXML',
    name: `${x}${letters}${number}`.toUpperCase(),
    version: version?.toUpperCase() ?? null,
  }
}

const FORMS: ReadonlyMap<string, string> = new Map([
  ['d', 'DIS'],
  ['h', 'REF'],
  ['r', 'RPT'],
  ['q', 'REQ'],
  ['u', 'RUC'],
  ['i', 'PID'],
  ['c', 'CTL'],
  ['b', 'BIN'],
  ['a', 'DAO'],
])

const listed = new Map(
  MESSAGE_TYPE_ROWS.map(([standard, , name, version]) => [
    version,
    { standard, name, version } satisfies MessageTypeName,
  ]),
)

/** A version code alone names its type: letter, number, version, kind, as in D 91 34 L. */
function fromVersionCode(text: string): MessageTypeName | null {
  const version = text.toUpperCase()
  const [, x, form = '', number] = /^(x?)([dhrquicba])(\d\d)\d\d[a-z]$/.exec(text) ?? []
  const published = /[a-z]/.test(text) ? listed.get(version) : undefined
  if (published) return published
  const letters = FORMS.get(form)
  // Prescriptions use the letter of the reports and differ in the last one only.
  if (letters === undefined || (form === 'r' && text.endsWith('w'))) return null
  return x === ''
    ? { standard: 'EDIFACT', name: `${letters}${number}`, version }
    : { standard: 'OIOXML', name: `X${letters}${number}`, version }
}

const FHIR_NAME = new RegExp(
  `^([a-z][a-z -]*?\\d{0,2})(?:[- ]?message)?(?:${GAP}v?(\\d+(?:\\.\\d+)*))?$`,
)

function fromOtherName(text: string): MessageTypeName | null {
  const [, name, version] = FHIR_NAME.exec(text) ?? []
  if (name === undefined) return null
  const plain = name.replace(/[ -]/g, '')
  const envelope = ENVELOPES.get(plain)
  if (envelope) return { standard: 'ENVELOPE', name: envelope, version: version ?? null }
  if (FHIR_NAMES.has(plain)) return fhirType(plain, version)
  const other = OTHER_NAMES.get(plain)
  return other ? { ...other, version: version ?? null } : null
}

/** Published names that follow no pattern: `DGOP`, `GGOP`. */
const OTHER_NAMES = new Map(
  MESSAGE_TYPE_ROWS.filter(([standard, group]) => standard === 'OIOXML' && group === 'xml').map(
    ([standard, , name]) => [name.toLowerCase(), { standard, name }],
  ),
)

const ENVELOPES: ReadonlyMap<string, string> = new Map([
  ['ehmisbdh', 'EhmiSbdh'],
  ['sbdh', 'EhmiSbdh'],
  ['ehmisbdhacknowledgement', 'EhmiSbdhAcknowledgement'],
  ['sbdhacknowledgement', 'EhmiSbdhAcknowledgement'],
])

/** Names as they are written anywhere, and the one that we use; SOR-EDI has its own for three of them. */
const FHIR_NAMES: ReadonlyMap<string, string> = new Map([
  ['carecommunication', 'CareCommunication'],
  ['fdis91', 'CareCommunication'],
  ['hospitalnotification', 'HospitalNotification'],
  ['fdis20', 'HospitalNotification'],
  ['acknowledgement', 'Acknowledgement'],
  ['fctl', 'Acknowledgement'],
  ['fctl01', 'Acknowledgement'],
  ['homecareobservation', 'HomeCareObservation'],
])

function fhirType(name: string, version: string | undefined): MessageTypeName {
  const plain = name.replace(/[ -]/g, '')
  return { standard: 'FHIR', name: FHIR_NAMES.get(plain) ?? plain, version: version ?? null }
}
