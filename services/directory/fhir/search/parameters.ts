import type { Modifier, ParameterType } from '../criterion.ts'
import type { ResourceKind, SearchParameter } from '../port.ts'

/** What every type is searched by, whatever its kind lists. */
export const COMMON_PARAMETERS: readonly SearchParameter[] = [
  {
    name: '_id',
    type: 'token',
    modifiers: [],
    targets: [],
    definition: 'http://hl7.org/fhir/SearchParameter/Resource-id',
    documentation: 'The id of the resource.',
  },
  {
    name: '_lastUpdated',
    type: 'date',
    modifiers: [],
    targets: [],
    definition: 'http://hl7.org/fhir/SearchParameter/Resource-lastUpdated',
    documentation: 'When the revision was recorded that last changed it.',
  },
]

/** Parameters of one type, the common ones first. */
export const parametersOf = ({ parameters }: ResourceKind): readonly SearchParameter[] => [
  ...COMMON_PARAMETERS,
  ...parameters,
]

/** Modifiers that R4 gives to a type of parameter; a kind honours some of them. */
export const MODIFIERS_OF: Readonly<Record<ParameterType, readonly Modifier[]>> = {
  token: ['not', 'missing'],
  string: ['contains', 'exact', 'missing'],
  reference: ['identifier', 'missing'],
  date: ['missing'],
  uri: ['missing'],
}
