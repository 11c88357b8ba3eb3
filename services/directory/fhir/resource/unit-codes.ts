import type { CodeFact, OrganisationLevel } from '../../domain/statement/facts.ts'
import { type CodeList, labelOf } from '../../domain/vocabulary/codes.ts'
import type { FhirElement } from '../resource.ts'
import { concept } from './element.ts'
import { CODES } from './systems.ts'

/** SOR's three levels by their Danish codes, which the endpoint register uses too. */
export const LEVEL_CODES: Readonly<Record<OrganisationLevel, string>> = {
  OWNER: 'IE',
  INSTITUTION: 'SI',
  UNIT: 'OE',
}

const LEVEL_LABELS: Readonly<Record<OrganisationLevel, string>> = {
  OWNER: 'SOR Organization - Institution Owner IO',
  INSTITUTION: 'SOR Organization - Healthcare Institution HI',
  UNIT: 'SOR Organization - Organizational Unit OU',
}

/** A level as the endpoint register codes it. */
export const levelConcept = (level: OrganisationLevel): FhirElement =>
  concept(CODES.level, LEVEL_CODES[level], LEVEL_LABELS[level])

/** The kind of a unit. */
export const typeConcept = (type: CodeFact): FhirElement => ofSnomed(type, 'unitType')

/** What a unit is trained for. */
export const specialityConcept = (speciality: CodeFact): FhirElement =>
  ofSnomed(speciality, 'speciality')

/** Stands at an organisation that has a place, and at the place. */
export const FACILITY: FhirElement = concept(CODES.mcsdType, 'facility', 'Facility')

const ofSnomed = ({ code, display }: CodeFact, list: CodeList): FhirElement =>
  concept(/^\d+$/.test(code) ? CODES.snomed : CODES.label, code, display ?? labelOf(list, code))
