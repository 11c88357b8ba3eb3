import { NETWORKS, type NetworkName } from './codes.ts'
import { sampleGln } from './identifiers.ts'
import { MESSAGE_TYPES, type MessageTypeName } from './message-types.ts'

/** FHIR's codes for the state of an Endpoint. */
export type EndpointCode = 'active' | 'suspended' | 'error' | 'off' | 'test' | 'entered-in-error'

/** One record of the endpoint register. */
export interface SampleEndpoint {
  readonly network: NetworkName
  readonly status: EndpointCode
  readonly messageTypes: readonly string[]
  /** Which Bundle holds it. */
  readonly bundle: 'public' | 'restricted'
  readonly accessPoint: 'fjordland-ap1' | 'fjordland-ap2' | 'sundland-ap1'
  readonly since: string
}

/** A GLN as SOR states it, with what the endpoint register says of it. */
export interface SampleMailbox {
  readonly gln: string
  /** Network that SOR names. */
  readonly network: NetworkName
  readonly region: string
  readonly internalOnly: boolean
  readonly nonActive: boolean
  readonly from: string
  readonly to?: string
  /** Empty: only SOR knows it. */
  readonly endpoints: readonly SampleEndpoint[]
}

/** What sets one mailbox apart; a list of names is an active public endpoint on the mailbox's own network. */
export interface MailboxOptions {
  readonly network?: NetworkName
  readonly region?: string
  readonly internalOnly?: boolean
  readonly nonActive?: boolean
  readonly from?: string
  readonly to?: string
  readonly receives?: readonly MessageTypeName[]
  readonly status?: EndpointCode
  readonly bundle?: SampleEndpoint['bundle']
  readonly accessPoint?: SampleEndpoint['accessPoint']
  /** Further records for the same GLN. */
  readonly also?: readonly EndpointOptions[]
}

type EndpointOptions = Required<Pick<MailboxOptions, 'receives' | 'network'>> &
  Pick<MailboxOptions, 'status' | 'bundle' | 'accessPoint'>

/** @param number the GLN's place in the sample, from 1 */
export function mailbox(number: number, options: MailboxOptions): SampleMailbox {
  const { network = 'vans', region = '1083', from = '2019-01-01', receives, also = [] } = options
  const own = receives === undefined ? [] : [{ ...options, network, receives }]
  return {
    gln: sampleGln(number),
    network,
    region,
    internalOnly: options.internalOnly ?? false,
    nonActive: options.nonActive ?? false,
    from,
    ...(options.to === undefined ? {} : { to: options.to }),
    endpoints: [...own, ...also].map((endpoint) => toEndpoint(endpoint, from)),
  }
}

const toEndpoint = (options: EndpointOptions, since: string): SampleEndpoint => ({
  network: options.network,
  status: options.status ?? 'active',
  messageTypes: options.receives.map((name) => MESSAGE_TYPES[name]),
  bundle: options.bundle ?? 'public',
  accessPoint: options.accessPoint ?? 'fjordland-ap1',
  since,
})

/** Network operator's code. */
export const networkCode = (network: NetworkName): string => NETWORKS[network]
