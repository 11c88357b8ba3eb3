import { FaultAnswer } from './fault-answer.ts'
import { httpAction } from './heard-message.ts'
import type { SoapServicePlan } from './soap-service.ts'
import type { WireRequest } from './wire-answer.ts'

/** Where the decoupling component answers. */
export const DCC_PATH = '/decoupling'

/**
 * The service that the decoupling component sends a message on to: by the identifier or the target in the path, else by
 * SOAPAction alone.
 *
 * @param rest of the path after {@link DCC_PATH}: `/service/<id>`, `/nspservices/<id>`, `/http://host/path`, or nothing
 * @throws {FaultAnswer} for a way that leads to no service, or to several
 */
export function routedBy(
  plans: readonly SoapServicePlan[],
  rest: string,
  { headers }: WireRequest,
): SoapServicePlan {
  const action = httpAction(headers)
  if (action === null) throw new FaultAnswer('missing_required_header', 'SOAPAction is missing')
  const candidates = plans.filter((plan) => isOn(plan, rest) && hasAction(plan, action))
  const [plan, ...others] = candidates
  if (!plan) throw new FaultAnswer('processing_problem', 'No route for SOAPAction')
  if (others.length > 0)
    throw new FaultAnswer('processing_problem', 'Several routes for SOAPAction: name the service')
  return plan
}

const hasAction = ({ operations }: SoapServicePlan, action: string): boolean =>
  operations.some((one) => one.action === action || one.aliases?.includes(action))

function isOn({ identifier, path }: SoapServicePlan, rest: string): boolean {
  const [, , named] = /^\/(service|nspservices)\/([^/]+)/.exec(rest) ?? []
  if (named !== undefined) return named === identifier
  // The host is not looked at: nothing but the sandbox's own services is ever spoken to.
  const [, target] = /^\/https?:\/\/[^/]+(\/.*)$/.exec(rest) ?? []
  if (target !== undefined) return target === path
  return rest === '' || rest === '/'
}
