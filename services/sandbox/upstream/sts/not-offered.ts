import type { RequestHandler } from 'express'
import { NS } from '../../../nsp/soap/namespaces.ts'
import { writeFault } from '../../../nsp/soap/write-fault.ts'
import { STS_NS } from '../../../nsp/sts/messages/names.ts'
import { xml } from '../../../nsp/xml/template.ts'

/**
 * Answers whatever is asked below the STS beside its four exchanges, with the STS's own fault and HTTP 200: those that the real
 * one has and the sandbox does not play, and those that nobody has.
 */
export const notOffered: RequestHandler = (_request, response) => {
  const fault = writeFault({
    ...{ version: '1.1', blame: 'caller', actor: 'http://sosi.dk/sts' },
    ownCode: { prefix: 'wst', ns: STS_NS.wst13, name: 'RequestFailed' },
    reason: 'The specified request failed: this exchange is not offered',
  })
  const envelope = xml`<soap:Envelope xmlns:soap="${NS.soap11}"><soap:Body>${fault}</soap:Body></soap:Envelope>`
  response.type('text/xml; charset=utf-8').send(envelope.toString())
}
