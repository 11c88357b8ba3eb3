import type { ServiceName } from '../../../nsp/platform/services.ts'
import { namesIn, type XmlName } from '../../../nsp/xml/element.ts'
import type { TreatmentWill } from '../../domain/part/treatment-will.ts'

/** One of the two registers of wills, and how it is spoken with. */
export interface WillRegister {
  readonly service: Extract<ServiceName, 'btr' | 'ltr'>
  readonly kind: TreatmentWill['kind']
  readonly ns: string
  /** The will's own element and code, such as `TreatmentWill`. */
  readonly will: string
  /** What it may hold wishes about, as elements. */
  readonly wishes: ReadonlySet<string>
}

const DYING_OR_DEGRADED = ['noLifeProlongingIfDying', 'noLifeProlongingIfSeverelyDegraded'] as const

/** Treatment wills. The namespace is that of the register's notifications; that its service uses it too is invented. */
export const BTR: WillRegister = {
  ...{ service: 'btr', kind: 'TREATMENT_WILL', will: 'TreatmentWill' },
  ns: 'http://sundhedsdatastyrelsen.dk/behandlingstestamente/2018/05/01/',
  wishes: new Set([
    ...[...DYING_OR_DEGRADED, 'noLifeProlongingIfSeverePain', 'noForcedTreatmentIfIncapable'],
  ]),
}

/** Living wills, which can no longer be made anew. The namespace is invented. */
export const LTR: WillRegister = {
  ...{ service: 'ltr', kind: 'LIVING_WILL', will: 'LivingWill' },
  ns: 'http://sundhedsdatastyrelsen.dk/livstestamente/2018/05/01/',
  wishes: new Set(DYING_OR_DEGRADED),
}

/** Names of the two operations of a register that are asked. */
export const operationsOf = ({ ns, will }: WillRegister) => ({
  has: `${ns}has${will}`,
  get: `${ns}get${will}`,
})

/** Names in a register's namespace. */
export const namesOf = ({ ns }: WillRegister): ((local: string) => XmlName) => namesIn(ns)
