import { child, children, namesIn, needed, textOf } from '../../../nsp/xml/element.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import { askedPerson } from '../clinical/asked-person.ts'
import { isOwn } from '../clinical/may-ask.ts'
import type { AccessLog } from './access-log.ts'
import { failureOf, field, type LogEntry, minlog, REGISTRATION_NS, readEntry } from './log-entry.ts'

const LOOKUP_NS =
  'http://www.sundhedsdatastyrelsen.dk/minlog/xml.schema/2025/03/12/minlog2-lookup.xsd'
const lookup = namesIn(LOOKUP_NS)

const MOST_ENTRIES = 500
const MOST_ON_A_PAGE = 100

/**
 * The log that citizens see, MinLog2. Registration is from its WSDL and schema; the limits are the platform's advice, and here they are
 * held. Names of the look-up are published and its shape is invented.
 */
export const minlogServices = (log: AccessLog): readonly SoapServicePlan[] => [
  {
    ...{ name: 'minlog-registration', path: '/minlog2-registration/20250312/RegisterService' },
    ...{ identifier: null, versions: ['1.1'], security: 'system-or-user', needsHsuid: false },
    ...{ operations: [addRegistrations(log)] },
  },
  {
    ...{ name: 'minlog-lookup', path: '/minlog2-lookup/20250312/LookupService', identifier: null },
    ...{ versions: ['1.1'], security: 'user-or-citizen', needsHsuid: false },
    ...{ operations: [listLogStatements(log)] },
  },
]

const addRegistrations = (log: AccessLog): SoapOperation => ({
  action: 'AddRegistrations',
  aliases: ['AddRegistrations_20250312'],
  request: minlog('RegistrationRequest'),
  answer: ({ body, caller, now }) => {
    log.countRequest(caller?.cvr ?? '', now)
    const given = children(body, field('LogDataEntry'))
    if (given.length === 0) throw new FaultAnswer('syntax_error', 'LogDataEntry is missing')
    if (given.length > MOST_ENTRIES) {
      throw new FaultAnswer('processing_problem', `More than ${MOST_ENTRIES} entries`)
    }
    const entries = given.map((entry) => readEntry(needed(entry, field('Destination'))))
    const judged = entries.map((entry) => ({ entry, failure: failureOf(entry, now) }))
    const taken = judged.filter(({ failure }) => failure === null).map(({ entry }) => entry)
    log.add(taken)
    const failed = judged.flatMap(({ entry, failure }) => (failure ? [{ entry, ...failure }] : []))
    return {
      body: xml`<m:RegistrationResponse xmlns:m="${REGISTRATION_NS}">${failed.map(failedXml)}<NumberAdded>${taken.length}</NumberAdded><NumberFailed>${failed.length}</NumberFailed></m:RegistrationResponse>`,
    }
  },
})

const failedXml = ({ entry, ...why }: Failed): XmlText => {
  const number = entry.fields.get('SequenceNumber')
  return xml`<FailedLogDataEntries><FaultCode>${why.faultCode}</FaultCode><FaultText>${why.faultText}</FaultText>${number && xml`<SequenceNumber>${number}</SequenceNumber>`}</FailedLogDataEntries>`
}

interface Failed {
  readonly entry: LogEntry
  readonly faultCode: string
  readonly faultText: string
}

const listLogStatements = (log: AccessLog): SoapOperation => ({
  action: 'ListLogStatements',
  request: lookup('ListLogStatementsRequest'),
  answer: (call) => {
    const person = askedPerson(call, lookup('PersonIdentifier'))
    const size = numberIn(call.body, 'PageSize') ?? MOST_ON_A_PAGE
    const page = numberIn(call.body, 'PageNumber') ?? 1
    if (size < 1 || size > MOST_ON_A_PAGE || page < 1) {
      throw new FaultAnswer('processing_problem', `A page has 1 to ${MOST_ON_A_PAGE} entries`)
    }
    // What is filtered is for the eyes of staff alone.
    const seen = log.of(person).filter(({ fields }) => !isOwn(call) || !fields.has('Filter'))
    const shown = seen.slice((page - 1) * size, page * size)
    return {
      body: xml`<l:ListLogStatementsResponse xmlns:l="${LOOKUP_NS}"><l:TotalNumberOfLogDataEntries>${seen.length}</l:TotalNumberOfLogDataEntries>${shown.map(statementXml)}</l:ListLogStatementsResponse>`,
    }
  },
})

const SHOWN = ['SystemName', 'Activity', 'Reason', 'Addition', 'OrganisationName'] as const

const statementXml = ({ fields, toMs }: LogEntry): XmlText =>
  xml`<l:LogDataGroup><l:Destination>${SHOWN.map((name) => fieldXml(name, fields.get(name)))}${fieldXml('DateTime', new Date(toMs).toISOString())}${fieldXml('UserPersonName', fields.get('UserPersonName'))}${fieldXml('UserRole', fields.get('UserRole'))}</l:Destination><l:NumberOfLogDataEntries>1</l:NumberOfLogDataEntries></l:LogDataGroup>`

const fieldXml = (name: string, value: string | undefined): XmlText | null =>
  value === undefined ? null : xml`<l:${name}>${value}</l:${name}>`

function numberIn(body: Parameters<typeof child>[0], name: string): number | null {
  const text = textOf(child(body, lookup(name)))
  if (text === null) return null
  if (!/^\d{1,6}$/.test(text)) throw new FaultAnswer('syntax_error', `${name} is no number`)
  return Number(text)
}
