import { listen } from '../../../services/kit/http/listen.ts'
import type { PlatformProfile } from '../../../services/nsp/platform/profile.ts'
import type { ServiceName } from '../../../services/nsp/platform/services.ts'

/** Services that answer, each in a way that is not the platform's, beside the STS of a sandbox. */
export interface Unlike extends AsyncDisposable {
  readonly profile: PlatformProfile
}

const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/'
const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope'

const envelope = (ns: string, body: string): string =>
  `<s:Envelope xmlns:s="${ns}"><s:Header/><s:Body>${body}</s:Body></s:Envelope>`

const fault = `<s:Fault><faultcode>6103480014 is not known</faultcode><faultstring>6103480014</faultstring></s:Fault>`

const ANSWERS: Readonly<Partial<Record<ServiceName, string>>> = {
  cpr: envelope(SOAP11, '<c:getPersonInformationOut xmlns:c="urn:example:other"/>'),
  authorisation: envelope(SOAP11, '<Something/>'),
  brs: envelope(SOAP12, '<b:notificationQueryResponse xmlns:b="urn:sandbox:brs"/>'),
  'nas-id-list': envelope(
    SOAP11,
    '<i:DestroyIDListResponse xmlns:i="http://www.nsi.dk/2012/12/nas/idlist"/>',
  ),
  ltr: envelope(SOAP11, fault),
}

/** Starts them on a free port. */
export async function startUnlike(sandbox: PlatformProfile): Promise<Unlike> {
  const listener = await listen(
    (request, response) => {
      const answer = ANSWERS[request.url?.slice(1) as ServiceName]
      response.writeHead(answer ? 200 : 404, { 'content-type': 'text/xml' })
      response.end(answer ?? 'nothing here')
    },
    { host: '127.0.0.1', port: 0 },
  )
  const names = ['minspaerring', ...Object.keys(ANSWERS)]
  const places = names.map((name) => [name, new URL(name, listener.url)])
  const { 'sts-id-card': idCard, 'sts-bst2sosi': card } = sandbox.services
  const sts = { ...(idCard && { 'sts-id-card': idCard }), ...(card && { 'sts-bst2sosi': card }) }
  return {
    profile: { ...sandbox, dcc: null, services: { ...sts, ...Object.fromEntries(places) } },
    [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose](),
  }
}
