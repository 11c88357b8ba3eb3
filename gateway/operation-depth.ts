import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'
import { toGraphQLError } from '../services/kit/graphql-errors.ts'
import { OperationTooDeep } from './errors.ts'

/** Fields within fields; the deepest tree of any register is a quarter of it, and the engines give up at 49. */
export const MOST_LEVELS = 40

/**
 * Validation rule: an operation whose fields are nested more than {@link MOST_LEVELS} deep, fragments counted, is refused
 * before an engine plans it.
 */
export const operationDepth = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (depthOf(node.selectionSet, context, new Map()) <= MOST_LEVELS) return
    context.reportError(toGraphQLError(new OperationTooDeep(MOST_LEVELS)))
  },
})

/** @param known depths of fragments; one that is being measured counts as nothing, for a circle is another rule's business */
function depthOf(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  known: Map<FragmentDefinitionNode, number>,
): number {
  let deepest = 0
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const below = selection.selectionSet ? depthOf(selection.selectionSet, context, known) : 0
      deepest = Math.max(deepest, 1 + below)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, context, known))
    } else {
      const fragment = context.getFragment(selection.name.value)
      if (fragment) deepest = Math.max(deepest, depthOfFragment(fragment, context, known))
    }
  }
  return deepest
}

function depthOfFragment(
  fragment: FragmentDefinitionNode,
  context: ValidationContext,
  known: Map<FragmentDefinitionNode, number>,
): number {
  const measured = known.get(fragment)
  if (measured !== undefined) return measured
  known.set(fragment, 0)
  const depth = depthOf(fragment.selectionSet, context, known)
  known.set(fragment, depth)
  return depth
}
