import { wrongGln } from '../../domain/identifier/gln.ts'
import type {
  EndpointStatus,
  FeedItem,
  MailboxFact,
  RejectionRule,
} from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import { endOrOpen, type LocalDate } from '../../domain/time/local-date.ts'
import { dayOfDateTime } from './day-of-date-time.ts'
import { glnIn } from './identifiers.ts'
import { type Json, objectIn, objectsIn, textIn, textsIn } from './json.ts'
import { networkOfEndpoint } from './network.ts'
import { realAddress } from './placeholder.ts'
import { organisationOf, resolved, type Survey } from './survey.ts'

const STATUSES: ReadonlyMap<string, EndpointStatus> = new Map([
  ['active', 'ACTIVE'],
  ['suspended', 'SUSPENDED'],
])

/**
 * What one Endpoint says: a mailbox, and the message types that it receives.
 *
 * A mailbox whose organisation cannot be told goes in without one; it is found by its GLN.
 */
export function endpointItems(resource: Json, line: number, survey: Survey): FeedItem[] {
  const gln = glnIn(resource) ?? ''
  const resourceId = textIn(resource.id)
  const reject = (rule: RejectionRule, value: string | null, state: string): FeedItem[] => {
    const key = wrongGln(gln) === null ? gln : resourceId
    const subject = key === null ? null : ({ kind: 'mailbox', key } as const)
    const message = `Cannot import endpoint "${resourceId ?? gln}": ${state}`
    return [rejection({ line, rule, value, subject, message })]
  }
  const wrong = wrongGln(gln)
  if (wrong) return reject('GLN_INVALID', gln, wrong)
  const period = periodIn(resource)
  if ('rule' in period) return reject(period.rule, period.value, 'its period is wrong')
  const mailbox: MailboxFact = {
    kind: 'mailbox',
    line,
    register: 'eer',
    resourceId,
    gln,
    ...period,
    ...connectionOf(resource, survey),
  }
  return [mailbox, ...messageTypeItems(resource, mailbox)]
}

type Connection = Omit<
  MailboxFact,
  'kind' | 'line' | 'register' | 'resourceId' | 'gln' | 'validFrom' | 'validTo'
>

function connectionOf(resource: Json, survey: Survey): Connection {
  const connection = objectIn(resource.connectionType)
  const code = textIn(connection.code)
  const accessPointId = deviceOf(resource, 'ap-system', survey)
  const devices = [deviceOf(resource, 'msh-system', survey), accessPointId]
  const networks = devices.map((id) => (id === null ? null : (survey.networks.get(id) ?? null)))
  const rawStatus = textIn(resource.status)
  return {
    sorId: organisationOf(survey, objectIn(resource.managingOrganization)),
    network: networkOfEndpoint(code, networks),
    status: STATUSES.get(rawStatus ?? '') ?? 'OFF',
    rawStatus,
    internalOnly: false,
    connectionType: code === null ? null : { code, system: textIn(connection.system) },
    address: realAddress(textIn(resource.address)),
    accessPointId,
    mimeTypes: textsIn(resource.payloadMimeType),
  }
}

/** @returns the id of the Device that the extension names, of which the Bundle may hold nothing more; null without it */
function deviceOf(resource: Json, extensionName: string, survey: Survey): string | null {
  const found = objectsIn(resource.extension).find(({ url }) =>
    textIn(url)?.includes(extensionName),
  )
  const reference = objectIn(found?.valueReference)
  const address = textIn(reference.reference)
  if (address === null) return null
  return resolved(survey, reference) ?? address.replace(/^.*\/(?=[^/]+$)|^urn:uuid:/, '')
}

type Period =
  | { readonly validFrom: LocalDate | null; readonly validTo: LocalDate | null }
  | { readonly rule: 'DATE_INVALID' | 'DATES_REVERSED'; readonly value: string }

function periodIn(resource: Json): Period {
  const period = objectIn(resource.period)
  const [start, end] = [textIn(period.start), textIn(period.end)]
  try {
    const validFrom = start === null ? null : dayOfDateTime(start, 'start')
    const validTo = endOrOpen(end === null ? null : dayOfDateTime(end, 'end'))
    const isReversed = validFrom !== null && validTo !== null && validFrom > validTo
    return isReversed
      ? { rule: 'DATES_REVERSED', value: `${start}/${end}` }
      : { validFrom, validTo }
  } catch (error) {
    if (error instanceof RangeError) return { rule: 'DATE_INVALID', value: `${start}/${end}` }
    throw error
  }
}

function messageTypeItems(resource: Json, { line, gln, network }: MailboxFact): FeedItem[] {
  const spellings = objectsIn(resource.payloadType).flatMap((payload) => {
    const codes = objectsIn(payload.coding).flatMap(({ code }) => textIn(code) ?? [])
    return codes.length > 0 ? codes : (textIn(payload.text) ?? [])
  })
  return [...new Set(spellings)].map((raw) => ({ kind: 'message-type', line, gln, network, raw }))
}
