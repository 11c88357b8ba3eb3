import type { DgwsFaultCode } from '../../nsp/dgws/fault-codes.ts'

/** Ends a call with a SOAP fault, as the platform does. */
export class FaultAnswer extends Error {
  /** `detail/medcom:FaultCode`, or the code of the service's own such as `wst:FailedAuthentication`. */
  readonly faultCode: DgwsFaultCode | `wst:${string}`
  /** 500 by SOAP 1.1; the STS answers 200. */
  readonly status: 200 | 500

  constructor(
    faultCode: DgwsFaultCode | `wst:${string}`,
    faultString: string,
    options: { readonly status?: 200 | 500 } = {},
  ) {
    super(faultString)
    this.name = 'FaultAnswer'
    this.faultCode = faultCode
    this.status = options.status ?? 500
  }
}
