import { child, namesIn, textOf } from '../../../nsp/xml/element.ts'
import type { XmlElement } from '../../../nsp/xml/parse.ts'
import { type XmlText, xml } from '../../../nsp/xml/template.ts'
import {
  RELATION_CATEGORIES,
  RELATIONS,
  type RelationCategory,
} from '../../domain/world/relations.ts'
import { FaultAnswer } from '../../wire/fault-answer.ts'
import type { SoapOperation, SoapServicePlan } from '../../wire/soap-service.ts'
import type { FollowUps } from './follow-ups.ts'

/** Namespace of the sandbox's own; no schema of the service is published. */
export const BRS_NS = 'urn:sandbox:brs'
const brs = namesIn(BRS_NS)

/**
 * Treatment relations, BRS. The fields of request and answer are the guide's, `MiinimumAcceptableRelation` as the guide spells it; namespace, order
 * and actions are invented. A system id card alone is taken.
 */
export const relationService = (followUps: FollowUps): SoapServicePlan => ({
  ...{ name: 'brs', path: '/brs-nsp/service/brs', identifier: null, versions: ['1.1'] },
  ...{ security: 'system', needsHsuid: false },
  operations: [treatmentRelation(followUps), notificationQuery(followUps)],
})

const treatmentRelation = (followUps: FollowUps): SoapOperation => ({
  action: 'urn:sandbox:brs:treatmentRelation',
  request: brs('treatmentRelationRequestBody'),
  answer: ({ body, caller, now }) => {
    const cpr = neededText(body, 'PatientCpr')
    neededText(body, 'HealthProfessionalCpr')
    const organisation = neededText(body, 'OrganisationIdentifier')
    const wanted = wantedOf(textOf(child(body, brs('MiinimumAcceptableRelation'))) ?? 'ANY')
    const known = RELATIONS.find((one) => one.cpr === cpr && one.organisation === organisation)
    const isEnough = known !== undefined && rank(known.category) <= wanted
    const reference = textOf(child(body, brs('ExternalReferenceId')))
    if (!isEnough && textOf(child(body, brs('Followup'))) === 'true') {
      const queryable = neededText(body, 'QueryableCvr')
      if (queryable !== caller?.cvr) {
        throw new FaultAnswer('not_authorized', 'QueryableCvr is not that of the id card')
      }
      followUps.order({ cvr: queryable, reference: reference ?? '', orderedAt: now.toISOString() })
    }
    return {
      body: xml`<b:treatmentRelationResponse xmlns:b="${BRS_NS}">${reference && xml`<b:ExternalReferenceId>${reference}</b:ExternalReferenceId>`}<b:Relation>${known?.category ?? 'NONE'}</b:Relation><b:IsAcceptable>${isEnough}</b:IsAcceptable></b:treatmentRelationResponse>`,
    }
  },
})

const notificationQuery = (followUps: FollowUps): SoapOperation => ({
  action: 'urn:sandbox:brs:notificationQuery',
  request: brs('notificationQueryRequestBody'),
  answer: ({ body, caller }) => {
    const offset = textOf(child(body, brs('Offset'))) ?? '0'
    if (!/^\d{1,9}$/.test(offset)) throw new FaultAnswer('syntax_error', 'Offset is no number')
    const found = followUps.after(caller?.cvr ?? '', Number(offset))
    return {
      body: xml`<b:notificationQueryResponse xmlns:b="${BRS_NS}">${found.map(
        ({ number, reference, orderedAt }): XmlText =>
          xml`<b:TreatmentRelationFollowup number="${number}"><b:ExternalReferenceId>${reference}</b:ExternalReferenceId><b:OrderedAt>${orderedAt}</b:OrderedAt></b:TreatmentRelationFollowup>`,
      )}</b:notificationQueryResponse>`,
    }
  },
})

const rank = (category: RelationCategory): number => RELATION_CATEGORIES.indexOf(category)

// The weakest of them that is still enough; ANY takes them all.
function wantedOf(text: string): number {
  if (text === 'ANY') return RELATION_CATEGORIES.length
  const found = RELATION_CATEGORIES.map(String).indexOf(text)
  if (found < 0) throw new FaultAnswer('processing_problem', 'There is no such category')
  return found
}

function neededText(body: XmlElement, name: string): string {
  const text = textOf(child(body, brs(name)))
  if (text === null) throw new FaultAnswer('processing_problem', `${name} is missing`)
  return text
}
