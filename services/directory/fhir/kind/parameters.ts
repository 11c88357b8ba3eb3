import type { Modifier, ParameterType } from '../criterion.ts'
import type { SearchParameter } from '../port.ts'
import type { ResourceType } from '../resource.ts'

const HL7 = 'http://hl7.org/fhir/SearchParameter'

interface Stated {
  readonly definition?: string | null
  readonly targets?: readonly ResourceType[]
  readonly modifiers?: readonly Modifier[]
}

const MODIFIERS: Readonly<Record<ParameterType, readonly Modifier[]>> = {
  token: ['not'],
  string: ['contains', 'exact'],
  reference: [],
  date: [],
  uri: [],
}

/** Makes the parameters of one type, with the modifiers that we honour for their kind; R4's own unless stated otherwise. */
export const parametersOf =
  (type: ResourceType) =>
  (
    name: string,
    kind: ParameterType,
    documentation: string,
    {
      definition = `${HL7}/${type}-${name}`,
      targets = [],
      modifiers = MODIFIERS[kind],
    }: Stated = {},
  ): SearchParameter => ({ name, type: kind, modifiers, targets, definition, documentation })
