import type { DgwsFaultCode } from '../../nsp/dgws/fault-codes.ts'
import type { XmlText } from '../../nsp/xml/template.ts'

/** Ends a call with a SOAP fault, as the platform does. */
export class FaultAnswer extends Error {
  /** `detail/medcom:FaultCode`, or the code of the service's own such as `wst:FailedAuthentication`. */
  readonly faultCode: DgwsFaultCode | `wst:${string}`
  /** 500 by SOAP 1.1; the STS answers 200. */
  readonly status: 200 | 500
  /** Stands in `detail`, beside the code of a service of the platform; a fault message of its WSDL. */
  readonly detail: XmlText | null

  constructor(
    faultCode: DgwsFaultCode | `wst:${string}`,
    faultString: string,
    options: { readonly status?: 200 | 500; readonly detail?: XmlText } = {},
  ) {
    super(faultString)
    this.name = 'FaultAnswer'
    this.faultCode = faultCode
    this.status = options.status ?? 500
    this.detail = options.detail ?? null
  }
}
