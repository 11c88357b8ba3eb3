import { xml } from '../../nsp/xml/template.ts'
import type { Mode } from './modes.ts'
import type { SoapServicePlan } from './soap-service.ts'
import { textAnswer, type WireAnswer } from './wire-answer.ts'
import { wsdlOf } from './wsdl.ts'

/** What a service tells of itself beside its messages, as services of the platform do. */
export const SERVICE_PAGES = ['wsdl', 'status', 'health', 'dks'] as const

/** @see SERVICE_PAGES */
export type ServicePage = (typeof SERVICE_PAGES)[number]

/** Tells a name of {@link SERVICE_PAGES}. */
export const isServicePage = (text: string): text is ServicePage =>
  SERVICE_PAGES.some((page) => page === text)

/** Answers a page. */
export const servicePage = (
  page: ServicePage,
  plan: SoapServicePlan,
  { mode, base }: { readonly mode: Mode; readonly base: URL },
): WireAnswer => PAGES[page](plan, mode.kind !== 'broken', base)

type WritePage = (plan: SoapServicePlan, isWell: boolean, base: URL) => WireAnswer

const PAGES: Readonly<Record<ServicePage, WritePage>> = {
  wsdl: (plan, isWell, base) =>
    isWell
      ? textAnswer(
          200,
          'text/xml; charset=utf-8',
          wsdlOf(plan, new URL(plan.path, base)).toString(),
        )
      : textAnswer(503, 'text/plain', 'DOWN\n'),
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
