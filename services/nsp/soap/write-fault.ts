import { type XmlText, xml } from '../xml/template.ts'
import type { SoapVersion } from './version.ts'

/** What a fault is written of. */
export interface FaultBody {
  readonly version: SoapVersion
  /** Whose mistake it is. */
  readonly blame: 'caller' | 'service'
  /** A code of the service's own with the declaration of its prefix; it takes the place of the shared one. */
  readonly ownCode?: { readonly prefix: string; readonly ns: string; readonly name: string }
  readonly reason: string
  readonly actor?: string
  /** What stands in `detail`. */
  readonly detail?: XmlText
}

/** Writes the Fault element of a version, with the prefix `soap` that the envelope declares. */
export const writeFault = (fault: FaultBody): XmlText =>
  fault.version === '1.1' ? fault11(fault) : fault12(fault)

function fault11({ blame, ownCode, reason, actor, detail }: FaultBody): XmlText {
  const code = blame === 'caller' ? 'soap:Client' : 'soap:Server'
  const shown = ownCode ? `${ownCode.prefix}:${ownCode.name}` : code
  return xml`<soap:Fault><faultcode${declared(ownCode)}>${shown}</faultcode><faultstring>${reason}</faultstring>${
    actor === undefined ? null : xml`<faultactor>${actor}</faultactor>`
  }${detail === undefined ? null : xml`<detail>${detail}</detail>`}</soap:Fault>`
}

function fault12({ blame, ownCode, reason, detail }: FaultBody): XmlText {
  const code = blame === 'caller' ? 'soap:Sender' : 'soap:Receiver'
  const sub =
    ownCode &&
    xml`<soap:Subcode><soap:Value${declared(ownCode)}>${ownCode.prefix}:${ownCode.name}</soap:Value></soap:Subcode>`
  return xml`<soap:Fault><soap:Code><soap:Value>${code}</soap:Value>${sub}</soap:Code><soap:Reason><soap:Text xml:lang="en">${reason}</soap:Text></soap:Reason>${
    detail === undefined ? null : xml`<soap:Detail>${detail}</soap:Detail>`
  }</soap:Fault>`
}

const declared = (code: FaultBody['ownCode']): XmlText | null =>
  code ? xml` xmlns:${code.prefix}="${code.ns}"` : null
