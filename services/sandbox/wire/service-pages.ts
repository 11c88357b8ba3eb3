import { xml } from '../../nsp/xml/template.ts'
import type { Mode } from './modes.ts'
import type { SoapServicePlan } from './soap-service.ts'
import { textAnswer, type WireAnswer } from './wire-answer.ts'

/** What a service tells of itself beside its messages, as services of the platform do. */
export const SERVICE_PAGES = ['wsdl', 'status', 'health', 'dks'] as const

/** @see SERVICE_PAGES */
export type ServicePage = (typeof SERVICE_PAGES)[number]

/** Tells a name of {@link SERVICE_PAGES}. */
export const isServicePage = (text: string): text is ServicePage =>
  SERVICE_PAGES.some((page) => page === text)

/** Answers a page. */
export const servicePage = (plan: SoapServicePlan, page: ServicePage, mode: Mode): WireAnswer =>
  PAGES[page](plan, mode.kind !== 'broken')

const PAGES: Readonly<Record<ServicePage, (plan: SoapServicePlan, isWell: boolean) => WireAnswer>> =
  {
    wsdl: ({ wsdl }) =>
      wsdl === null
        ? textAnswer(404, 'text/plain', 'no WSDL\n')
        : textAnswer(200, 'text/xml; charset=utf-8', wsdl),
    status: (_plan, isWell) =>
      textAnswer(isWell ? 200 : 503, 'text/plain', isWell ? 'OK\n' : 'DOWN\n'),
    health: ({ name }, isWell) =>
      textAnswer(
        isWell ? 200 : 503,
        'application/json',
        JSON.stringify({ status: isWell ? 'UP' : 'DOWN', name, version: 'sandbox' }),
      ),
    dks: ({ name, identifier, operations }) =>
      textAnswer(
        200,
        'text/xml; charset=utf-8',
        xml`<dks><name>${name}</name>${operations.map(({ action }) =>
          identifier === null
            ? xml`<action name="${action}"/>`
            : xml`<action name="${action}" serviceIdentifier="${identifier}"/>`,
        )}</dks>`.toString(),
      ),
  }
