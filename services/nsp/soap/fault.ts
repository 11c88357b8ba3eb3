import { DGWS_FAULT_CODES } from '../dgws/fault-codes.ts'
import { at, child, elementsOf, namesIn, textOf } from '../xml/element.ts'
import type { XmlElement } from '../xml/parse.ts'
import type { SoapEnvelope } from './envelope.ts'
import { DgwsFault, SoapFault, STS_FAULT_CODES, StsFault } from './errors.ts'
import { medcom } from './namespaces.ts'
import { namespaceOf } from './version.ts'

/**
 * The fault that an envelope holds, whatever HTTP said; null for an envelope that holds none.
 *
 * A code of the eleven is a {@link DgwsFault}, one of the STS (also where its prefix is lost) a {@link StsFault}, all else a
 * {@link SoapFault}.
 *
 * @throws {XmlRefused} for a fault whose parts stand there twice
 */
export function faultOf({ version, body }: SoapEnvelope): DgwsFault | StsFault | SoapFault | null {
  if (body === null || body.localName !== 'Fault' || body.namespaceURI !== namespaceOf(version))
    return null
  const { faultCode, faultString, detail } = version === '1.1' ? parts11(body) : parts12(body)
  const local = localName(faultCode)
  const serviceCode = textOf(detail && child(detail, medcom('FaultCode')))
  const shared = DGWS_FAULT_CODES.find((code) => code === (serviceCode ?? local))
  const names = detail
    ? elementsOf(detail).map(({ namespaceURI: ns, localName: name }) => ({ ns, name: name ?? '' }))
    : []
  if (shared) return new DgwsFault(shared, faultString, names)
  const sts = STS_FAULT_CODES.find((code) => code === local)
  if (sts) return new StsFault(sts, faultString)
  return new SoapFault({ faultCode: local, faultString, serviceCode, detail: names })
}

interface FaultParts {
  readonly faultCode: string
  readonly faultString: string
  readonly detail: XmlElement | null
}

// Of SOAP 1.1 the parts have no namespace; services that have them in one are read as well.
function parts11(fault: XmlElement): FaultParts {
  const part = (name: string) => elementsOf(fault).find(({ localName }) => localName === name)
  return {
    faultCode: textOf(part('faultcode') ?? null) ?? '',
    faultString: textOf(part('faultstring') ?? null) ?? '',
    detail: part('detail') ?? null,
  }
}

// The most exact code says the most: the last Subcode, else the Code.
function parts12(fault: XmlElement): FaultParts {
  const soap = namesIn(namespaceOf('1.2'))
  let code = child(fault, soap('Code'))
  for (let next = code; next; next = child(next, soap('Subcode'))) code = next
  const texts = child(fault, soap('Reason'))
  return {
    faultCode: textOf(code && child(code, soap('Value'))) ?? '',
    faultString: textOf((texts && elementsOf(texts)[0]) ?? null) ?? '',
    detail: at(fault, soap('Detail')),
  }
}

const localName = (qualified: string): string =>
  qualified.slice(qualified.lastIndexOf(':') + 1).trim()
