import { cvr } from '../../domain/identifier/other-identifiers.ts'
import { wrongSorId } from '../../domain/identifier/sor-id.ts'
import type {
  CodeFact,
  FeedItem,
  OrganisationLevel,
  RejectionRule,
} from '../../domain/statement/facts.ts'
import { rejection } from '../../domain/statement/rejection.ts'
import { cvrIn, glnIn, sorIdIn } from './identifiers.ts'
import { type Json, objectIn, objectsIn, textIn } from './json.ts'
import { organisationOf, resolved, type Survey } from './survey.ts'

const LEVELS: ReadonlyMap<string, OrganisationLevel> = new Map([
  ['IE', 'OWNER'],
  ['IO', 'OWNER'],
  ['SI', 'INSTITUTION'],
  ['HI', 'INSTITUTION'],
  ['OE', 'UNIT'],
  ['OU', 'UNIT'],
])

/** What one Organization says: a unit without dates, which the endpoint register does not keep. */
export function organisationItems(resource: Json, line: number, survey: Survey): FeedItem[] {
  const sorId = sorIdIn(resource) ?? ''
  const codings = objectsIn(resource.type).flatMap(({ coding }) => objectsIn(coding))
  const level = codings.map(({ code }) => LEVELS.get(textIn(code) ?? '')).find(Boolean)
  const name = textIn(resource.name)
  const company = cvrIn(resource)
  const parent = objectIn(resource.partOf)
  const parentId = 'partOf' in resource ? organisationOf(survey, parent) : null
  const reject = (rule: RejectionRule, value: string | null, state: string): FeedItem[] => {
    const subject = sorId === '' ? null : ({ kind: 'organisation', key: sorId } as const)
    const message = `Cannot import unit "${sorId}": ${state}`
    return [rejection({ line, rule, value, subject, message })]
  }
  const wrong = wrongSorId(sorId)
  if (wrong) return reject('SOR_ID_INVALID', sorId, wrong)
  if (name === null) return reject('NAME_MISSING', '', 'it has no name')
  if (!level) return reject('LEVEL_INVALID', codesIn(codings), 'its type names no level of SOR')
  if ('partOf' in resource && parentId === null) {
    return reject('PARENT_UNKNOWN', textIn(parent.reference), 'its parent has no SOR id')
  }
  if (company !== null && !isCvr(company)) return reject('CVR_INVALID', company, 'its CVR is wrong')
  const undated = { validFrom: null, validTo: null, firstFrom: null }
  const fact = { line, sorId, ...undated, name, level, type: unitTypeIn(codings), cvr: company }
  const inheritsGln = parentId === null ? null : inherits(resource, sorId, survey)
  return [{ kind: 'organisation', ...fact, parentId, inheritsGln, ...SILENT }]
}

/**
 * Whether a unit is reached by the mailboxes of another: it lists endpoints, and manages none of them.
 *
 * @returns null where it lists none that the Bundle tells the manager of, so that nothing is said
 */
function inherits(resource: Json, sorId: string, survey: Survey): true | null {
  const managers = objectsIn(resource.endpoint)
    .map(
      (reference) => glnIn({ identifier: [reference.identifier] }) ?? resolved(survey, reference),
    )
    .flatMap((gln) => (gln === null ? [] : [...(survey.managers.get(gln) ?? [])]))
    .map((reference) => organisationOf(survey, { reference }))
  return managers.length > 0 && !managers.includes(sorId) ? true : null
}

/** What the endpoint register does not say of a unit. */
const SILENT = {
  specialities: [],
  ydernumre: [],
  shak: null,
  region: null,
  postal: null,
  visiting: null,
  activity: null,
  contact: null,
} as const

const codesIn = (codings: readonly Json[]): string =>
  codings.map(({ code }) => textIn(code) ?? '').join(' ')

/** The coding that is no level. The register's own list has labels for codes; they are written in lower case. */
function unitTypeIn(codings: readonly Json[]): CodeFact | null {
  const other = codings.find(({ code }) => textIn(code) !== null && !LEVELS.has(textIn(code) ?? ''))
  const code = other && textIn(other.code)
  return code ? { code: code.toLowerCase(), display: textIn(other.display) } : null
}

function isCvr(text: string): boolean {
  try {
    return cvr(text) === text
  } catch {
    return false
  }
}
