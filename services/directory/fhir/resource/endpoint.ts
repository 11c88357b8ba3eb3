import type { AccessPoint } from '../../domain/mailbox/access-point.ts'
import type { Mailbox } from '../../domain/mailbox/mailbox.ts'
import { withheldFrom } from '../../domain/mailbox/withheld.ts'
import { parseMessageType } from '../../domain/message-type/message-type.ts'
import type { EndpointStatus } from '../../domain/statement/facts.ts'
import type { FhirElement, Resource } from '../resource.ts'
import { type Absence, absent, element, reference } from './element.ts'
import { CODES, PROFILE, SYSTEM } from './systems.ts'
import { metaOf, type Version } from './version.ts'

/** A mailbox with what hangs on it. */
export interface OwnedMailbox {
  readonly mailbox: Mailbox
  /** SOR id of the unit whose it is; null where nothing tells. */
  readonly ownerId: string | null
  readonly accessPoint: AccessPoint | null
}

/** Every status that R4 knows of an endpoint. */
const STATUSES: ReadonlySet<string> = new Set([
  ...['active', 'suspended', 'error', 'off', 'entered-in-error', 'test'],
])

const STATUS: Readonly<Record<EndpointStatus, string>> = {
  ACTIVE: 'active',
  SUSPENDED: 'suspended',
  OFF: 'off',
}

/** What a mailbox is where R4 does not know its register's own word, by what it is shown as. */
export const STATES_SHOWN_AS: ReadonlyMap<string, EndpointStatus> = new Map(
  (['ACTIVE', 'SUSPENDED', 'OFF'] as const).map((status) => [STATUS[status], status]),
)

/** A mailbox as an Endpoint. What R4 asks for and no register tells is absent with its reason. */
export function toEndpoint(
  { mailbox, ownerId, accessPoint }: OwnedMailbox,
  version: Version,
): Resource {
  const why = (field: string): Absence =>
    withheldFrom(mailbox).some(({ fields }) => fields.includes(field)) ? 'masked' : 'unknown'
  const { connectionType, receives, validFrom, validTo } = mailbox
  const address = mailbox.address ?? accessPoint?.url ?? null
  return {
    resourceType: 'Endpoint',
    id: mailbox.id,
    meta: metaOf(version, profilesOf(mailbox, ownerId)),
    ...element({
      identifier: [{ use: 'official', system: SYSTEM.gln, value: mailbox.gln }],
      status: statusOf(mailbox),
      connectionType: connectionType
        ? { system: connectionType.system ?? CODES.connection, code: connectionType.code }
        : absent(why('connectionType')),
      managingOrganization: ownerId === null ? null : reference('Organization', ownerId),
      period: element({ start: validFrom, end: validTo }),
      payloadType:
        receives.raw.length > 0 ? receives.raw.map(payloadType) : [absent(why('messageTypes'))],
      payloadMimeType: mailbox.mimeTypes,
      ...(address === null ? { _address: absent(why('address')) } : { address }),
    }),
  }
}

/** The endpoint register's own word where R4 knows it, so that nothing of it is lost. */
const statusOf = ({ status, rawStatus }: Mailbox): string =>
  rawStatus !== null && STATUSES.has(rawStatus) ? rawStatus : STATUS[status]

/** A message type in its source's own spelling, with what it is called. */
export function payloadType(raw: string): FhirElement {
  const { display } = parseMessageType(raw)
  const system = raw.startsWith('urn:') ? CODES.messageType : CODES.messageTypeSpelling
  return element({ coding: [{ system, code: raw }], text: display })
}

const EER_CONNECTIONS: ReadonlySet<string> = new Set([
  ...['EerMessagingEdelivery', 'EerMessagingEdeliveryFhir', 'vansMessaging'],
  ...['hl7-fhir-msg', 'hl7-fhir-rest', 'ihe-xds'],
])

function profilesOf(mailbox: Mailbox, ownerId: string | null): readonly string[] {
  if (ownerId === null) return []
  const { connectionType, receives, mimeTypes } = mailbox
  const isConnected =
    connectionType !== null &&
    (connectionType.system ?? CODES.connection) === CODES.connection &&
    EER_CONNECTIONS.has(connectionType.code)
  const isTold =
    receives.raw.length > 0 &&
    receives.raw.every((raw) => raw.startsWith('urn:')) &&
    mimeTypes.length > 0
  return [PROFILE.endpoint, ...(isConnected && isTold ? [PROFILE.eerEndpoint] : [])]
}
