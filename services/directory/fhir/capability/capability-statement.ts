import type { Modifier } from '../criterion.ts'
import type { FhirContent, Operation, ResourceKind, SearchParameter } from '../port.ts'
import type { AnyResource, FhirElement } from '../resource.ts'
import { parametersOf } from '../search/parameters.ts'

const MCSD = 'https://profiles.ihe.net/ITI/mCSD/CapabilityStatement'
const INTERACTIONS = ['read', 'vread', 'history-instance', 'history-type', 'search-type']
const DATE = '2026-11-23'

/**
 * What the server can do, made of what it does: the kinds it serves, with their parameters and links.
 *
 * @param base address of the server, without a slash at the end
 */
export const capabilityStatement = (
  { kinds, operations }: Pick<FhirContent, 'kinds' | 'operations'>,
  base: string,
): AnyResource => ({
  resourceType: 'CapabilityStatement',
  url: `${base}/metadata`,
  name: 'FundamentDirectory',
  title: 'Fundament: the national health directory',
  status: 'active',
  date: DATE,
  publisher: 'Fundament',
  description:
    'Organisations of the Danish health service and how to reach them, as the registers state them: look-up (IHE mCSD ITI-90) and keeping in step (ITI-91).',
  kind: 'instance',
  instantiates: [`${MCSD}/IHE.mCSD.Directory`, `${MCSD}/IHE.mCSD.Directory.Update`],
  software: { name: 'Fundament' },
  implementation: { description: 'The directory of Fundament', url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'application/fhir+xml', 'json', 'xml'],
  rest: [
    {
      mode: 'server',
      documentation: DOCUMENTATION,
      resource: kinds.map((kind) =>
        resourceElement(
          kind,
          kinds,
          operations.filter(({ type }) => type === kind.type),
        ),
      ),
      interaction: [
        { code: 'batch', documentation: 'Of GET requests; each is answered by itself.' },
      ],
    },
  ],
})

const DOCUMENTATION = [
  'Read only. Every search also takes _count (1000 at most, 100 by default), _sort, _total, _summary, _elements,',
  '_include and _revinclude with :iterate, _format and _pretty, by GET and by POST to _search.',
  'Without _total a total is stated where it costs little: where the first page holds all, or 1000 at most match; _total=accurate,',
  'which estimate is taken for, and _summary=count count exactly. _sort honours every key; by _lastUpdated it orders 5000 matches,',
  'or the latest of more, and refuses what it cannot.',
  'Every page of a search, and of a history, shows the register as the first page did.',
  'A history takes _since (at or after) and _count; its Bundle.meta.lastUpdated is the _since to ask with next.',
  'Parameters that are not known are refused with Prefer: handling=strict, and named in a warning else.',
  'Ten digits that could be a person number are refused everywhere.',
].join(' ')

const resourceElement = (
  kind: ResourceKind,
  kinds: readonly ResourceKind[],
  operations: readonly Operation[],
): FhirElement => ({
  type: kind.type,
  profile: `http://hl7.org/fhir/StructureDefinition/${kind.type}`,
  ...listed('supportedProfile', kind.profiles),
  documentation: kind.documentation,
  interaction: INTERACTIONS.map((code) => ({ code })),
  versioning: 'versioned',
  readHistory: true,
  updateCreate: false,
  conditionalCreate: false,
  conditionalRead: 'full-support',
  conditionalUpdate: false,
  conditionalDelete: 'not-supported',
  ...listed('searchInclude', linkNames([kind])),
  ...listed('searchRevInclude', linkNames(kinds, kind)),
  searchParam: parametersOf(kind).flatMap(searchParams),
  ...listed(
    'operation',
    operations.map(({ name, definition, documentation }) => ({ name, definition, documentation })),
  ),
})

// A list that is empty is not written at all.
const listed = (name: string, values: readonly (string | FhirElement)[]): FhirElement =>
  values.length === 0 ? {} : { [name]: values }

/** Links of the kinds, or those of them that lead to one. */
const linkNames = (kinds: readonly ResourceKind[], target?: ResourceKind): readonly string[] => [
  ...new Set(
    kinds.flatMap(({ type, links }) =>
      links
        .filter((link) => !target || link.target === target.type)
        .map(({ parameter }) => `${type}:${parameter}`),
    ),
  ),
]

const SAYS: Readonly<Record<Modifier, string>> = {
  contains: 'anywhere in it, whatever its case, accents and Danish spelling',
  exact: 'the whole of it, letter by letter',
  not: 'none of the values, or no value at all',
  missing: 'true: without a value; false: with one',
  identifier: 'the identifier of what it points at',
}

// One for each modifier too, as the statements of IHE have it.
function searchParams(parameter: SearchParameter): readonly FhirElement[] {
  const { name, type, definition, documentation, modifiers } = parameter
  const shared = definition === null ? {} : { definition }
  return [
    { name, ...shared, type, documentation },
    ...modifiers.map((modifier) => ({
      name: `${name}:${modifier}`,
      ...shared,
      type,
      documentation: `${documentation} With :${modifier}, ${SAYS[modifier]}.`,
    })),
  ]
}
