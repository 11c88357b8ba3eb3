import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { toGraphQLError } from '../services/kit/graphql-errors.ts'
import { OperationTooLarge } from './errors.ts'

/** Fields of one operation; a whole record with everything in it is a tenth, and this many are planned in less than a second. */
export const MOST_FIELDS = 3_000

/**
 * Validation rule: an operation with more than {@link MOST_FIELDS} fields is refused before an engine plans it. Fragments count as
 * often as they are spread: each that spreads the next one twice doubles what a few lines ask for.
 */
export const operationSize = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (fieldsOf(node.selectionSet, context, new Map()) <= MOST_FIELDS) return
    context.reportError(toGraphQLError(new OperationTooLarge(MOST_FIELDS)))
  },
})

/** @param known counts of fragments; one that is being counted counts as nothing, for a circle is another rule's business */
function fieldsOf(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  known: Map<FragmentDefinitionNode, number>,
): number {
  let fields = 0
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.getFragment(selection.name.value)
      if (fragment) fields += fieldsOfFragment(fragment, context, known)
    } else {
      if (selection.kind === Kind.FIELD) fields += 1
      if (selection.selectionSet) fields += fieldsOf(selection.selectionSet, context, known)
    }
  }
  return fields
}

function fieldsOfFragment(
  fragment: FragmentDefinitionNode,
  context: ValidationContext,
  known: Map<FragmentDefinitionNode, number>,
): number {
  const counted = known.get(fragment)
  if (counted !== undefined) return counted
  known.set(fragment, 0)
  const fields = fieldsOf(fragment.selectionSet, context, known)
  known.set(fragment, fields)
  return fields
}
