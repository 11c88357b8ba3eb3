import { UpstreamAnswerInvalid } from '../../../nsp/soap/errors.ts'
import type { Code } from '../../domain/coded.ts'
import { type FhirObject, neededText, objectIn, objectsIn, textIn } from '../fhir/json.ts'

/**
 * What was measured: the coding that a person chose, else the first; they say the same in other systems.
 *
 * @throws {UpstreamAnswerInvalid} where there is no coding with its system
 */
export function codeOf(statement: FhirObject): Code {
  const concept = objectIn(statement, 'code') ?? {}
  const codings = objectsIn(concept, 'coding')
  const coding = codings.find(({ userSelected }) => userSelected === true) ?? codings[0]
  if (!coding) throw new UpstreamAnswerInvalid('an observation has no code')
  const display = textIn(coding, 'display') ?? textIn(concept, 'text')
  return { code: neededText(coding, 'code'), system: neededText(coding, 'system'), display }
}

/** A concept in words: its text, else the label or the code of its first coding; null where it says nothing. */
export function conceptText(concept: FhirObject): string | null {
  const [coding = {}] = objectsIn(concept, 'coding')
  return textIn(concept, 'text') ?? textIn(coding, 'display') ?? textIn(coding, 'code')
}
