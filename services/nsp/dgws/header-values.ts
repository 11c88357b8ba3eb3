/** What `medcom:TimeOut` may say, in minutes; `unbound` for none. */
export const TIME_OUTS = ['5', '30', '480', '1440', 'unbound'] as const

/** What `medcom:FlowStatus` may say, in the standard's own spelling. */
export const FLOW_STATUSES = ['flow_running', 'flow_finalized_succesfully'] as const

/** What `medcom:Priority` may say. */
export const PRIORITIES = ['AKUT', 'HASTER', 'RUTINE'] as const

/** What `medcom:SecurityLevel` may say. */
export const SECURITY_LEVELS = ['1', '2', '3', '4', '5'] as const

const YES_NO = ['yes', 'no'] as const

/** The parts of `medcom:Header` in the order of its schema, with what each may say; null where that is any text. */
export const HEADER_PARTS: Readonly<Record<string, readonly string[] | null>> = {
  SecurityLevel: SECURITY_LEVELS,
  TimeOut: TIME_OUTS,
  Linking: null,
  FlowStatus: FLOW_STATUSES,
  Priority: PRIORITIES,
  RequireNonRepudiationReceipt: YES_NO,
}

/** The parts of `medcom:Linking` in the order of its schema. */
export const LINKING_PARTS: Readonly<Record<string, null>> = {
  FlowID: null,
  MessageID: null,
  InResponseToMessageID: null,
}

/** `medcom:Header`, as it is sent and as it is read. */
export interface DgwsHeader {
  /** What the caller has signed in with; replies leave it out. */
  readonly securityLevel: 1 | 2 | 3 | 4 | 5 | null
  readonly timeOut: (typeof TIME_OUTS)[number] | null
  readonly flowId: string | null
  readonly messageId: string
  /** Of a reply: the id of the message that it answers. */
  readonly inResponseTo: string | null
  readonly flowStatus: (typeof FLOW_STATUSES)[number] | null
  readonly priority: (typeof PRIORITIES)[number] | null
  readonly requireReceipt: boolean | null
}
