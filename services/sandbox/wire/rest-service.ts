import type { RequestHandler } from 'express'
import type { ServiceName } from '../../nsp/platform/services.ts'

/** A service that the sandbox plays over plain HTTP, such as FHIR. */
export interface RestServicePlan {
  readonly name: ServiceName
  /** Where it answers on the sandbox's port, such as `/fut/measurement`. */
  readonly path: string
  readonly handler: RequestHandler
}
