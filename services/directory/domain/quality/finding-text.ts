import type { Finding, FindingRule } from './finding.ts'

type Details = Finding['details']

/** What is wrong, in words, and what would put it right. */
export const messageOf = ({ rule, subjectName, details }: Finding): string =>
  WORDS[rule](subjectName, details)

const WORDS: Readonly<Record<FindingRule, (name: string, details: Details) => string>> = {
  INHERITED_FROM_CLOSED_UNIT: (name, { closed, closedName, closedTo }) =>
    `${name} takes its endpoint from ${closedName} (${closed}), which closed on ${closedTo}: move it below an open unit, or give it its own`,
  ENDPOINT_OF_CLOSED_UNIT: (_name, { gln, closed, closedName, closedTo }) =>
    `GLN ${gln} is in force on ${closedName} (${closed}), which closed on ${closedTo}: end it, or move it`,
  CERTIFICATE_EXPIRED: (_name, { notAfter, endpoints }) =>
    `The certificate expired on ${notAfter}; ${endpoints} endpoints are reached through it`,
  CERTIFICATE_EXPIRES: (_name, { notAfter, endpoints }) =>
    `The certificate expires on ${notAfter}; ${endpoints} endpoints are reached through it`,
  GLN_CHECK_DIGIT: (_name, { message, gln }) =>
    message === null ? `GLN ${gln} is no number with a right check digit` : String(message),
  YDERNUMMER_DUPLICATE: (name, { ydernummer, units, glns }) =>
    `${name} is one of ${units} units that carry ydernummer ${ydernummer} and a GLN of their own${
      glns === 1 ? ', the same one' : ': the number names none of them alone'
    }`,
  UNIT_WITHOUT_ENDPOINT: (name, { indicator }) =>
    indicator === 'true'
      ? `${name} is said to inherit an endpoint, and nobody above it has one`
      : indicator === 'false'
        ? `${name} has no endpoint, and is said to inherit none`
        : `${name} has no endpoint, and no source says that it inherits one`,
  MESSAGE_TYPES_UNKNOWN: (_name, { gln }) =>
    `GLN ${gln} is active, and no source says which message types it receives`,
  ADDRESS_MISSING: (name, { level }) =>
    level === 'OWNER'
      ? `${name} has no postal address, and nobody above it to take one from`
      : `${name} has no postal address, neither its own nor from above`,
}
