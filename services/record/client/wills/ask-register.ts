import type { Platform } from '../../../nsp/platform/platform.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { XmlText, xml } from '../../../nsp/xml/template.ts'
import type { TreatmentWill } from '../../domain/part/treatment-will.ts'
import { readAnswer } from '../answer/read-answer.ts'
import type { Asking } from '../source.ts'
import { hasWillOf, willOf } from './read-will.ts'
import { operationsOf, type WillRegister } from './register.ts'

/**
 * Asks one register: first whether it holds a will, then for the will.
 *
 * @returns null where the register says that it holds none
 */
export async function askRegister(
  platform: Platform,
  register: WillRegister,
  asking: Asking,
): Promise<TreatmentWill | null> {
  const { cpr } = asking.regarding
  const { has, get } = operationsOf(register)
  const ask = async (action: string): Promise<XmlElement> => {
    const body = requestXml(action.slice(register.ns.length), register.ns, cpr)
    const call = { service: register.service, action, body, ...asking }
    return (await platform.call(call)).body
  }
  const said = await ask(has)
  if (!readAnswer(() => hasWillOf(said, register, cpr))) return null
  const answer = await ask(get)
  return readAnswer(() => willOf(answer, register, cpr))
}

function requestXml(operation: string, ns: string, cpr: string): XmlText {
  const name = XmlText.of(`w:${operation}Request`)
  return xml`<${name} xmlns:w="${ns}"><w:id root="1.2.208.176.1.2" extension="${cpr}"/></${name}>`
}
