import type { CodedConnection } from '../domain/mailbox/mailbox.ts'
import type { CodeFact } from '../domain/statement/facts.ts'
import { type CodeList, labelOf } from '../domain/vocabulary/codes.ts'
import type { CodeNode } from './code.ts'

const SNOMED = 'http://snomed.info/sct'
const EER = 'http://medcomehmi.dk/ig/terminology/CodeSystem'
const NETWORKS = `${EER}/eer-sor-net-operator-type`
const CONNECTIONS = `${EER}/eer-endpoint-connection-type`
// Of what a source gives as a label alone: the label in lower case is the code.
const LABELS = 'urn:fundament:label'

/** What kind of unit it is. */
export const typeCode = (type: CodeFact): CodeNode => ofSnomed(type, 'unitType')

/** What a unit is trained for. */
export const specialityCode = (speciality: CodeFact): CodeNode => ofSnomed(speciality, 'speciality')

/** Who runs the network that a mailbox is on. */
export const networkCode = (code: string): CodeNode => ({
  code,
  system: NETWORKS,
  display: labelOf('network', code),
})

/** How a mailbox is connected. */
export const connectionCode = ({ code, system }: CodedConnection): CodeNode => ({
  code,
  system: system ?? CONNECTIONS,
  display: null,
})

const ofSnomed = ({ code, display }: CodeFact, list: CodeList): CodeNode => ({
  code,
  system: /^\d+$/.test(code) ? SNOMED : LABELS,
  display: display ?? labelOf(list, code),
})
