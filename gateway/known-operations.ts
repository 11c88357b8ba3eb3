import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql'

/**
 * Validation rule: a kind of operation that the graph does not have, such as a mutation, is the caller's mistake. Left to
 * the engines it would fail in execution, as a bug of ours.
 */
export const knownOperations = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return
    const message = `Cannot execute ${node.operation}: the graph has none`
    context.reportError(new GraphQLError(message, { nodes: node }))
  },
})
