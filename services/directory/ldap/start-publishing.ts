import type { Secret } from '../../kit/secret.ts'
import type { Metrics } from '../../kit/telemetry/metrics.ts'
import type { PublishContext } from './publish-context.ts'
import { type Publisher, type PublisherPauses, startPublisher } from './publisher.ts'

/** Starts a publisher that the process's metrics tell of; see {@link startPublisher}. */
export function startPublishing(
  context: PublishContext,
  options: {
    readonly url: Secret
    readonly metrics: Pick<Metrics, 'gauge'>
    readonly pauses?: PublisherPauses
  },
): Publisher {
  const publisher = startPublisher(context, options)
  const { gauge } = options.metrics
  const ageOf = (seenAt: Date | null) =>
    seenAt && (context.now().getTime() - seenAt.getTime()) / 1_000
  const shown = [
    gauge(
      'ldap.publish.revision',
      'Revision that the LDAP server was last seen to have',
      () => publisher.state().revision,
    ),
    gauge('ldap.publish.age.seconds', 'How long ago that was', () =>
      ageOf(publisher.state().seenAt),
    ),
    gauge(
      'ldap.publish.entries',
      'Entries of ours on the LDAP server',
      () => publisher.state().entries,
    ),
    gauge(
      'ldap.publish.problems',
      'Entries that could not be written',
      () => publisher.state().problems,
    ),
    gauge(
      'ldap.publish.failures',
      'Runs that failed since one succeeded',
      () => publisher.state().failures,
    ),
  ]
  return {
    state: publisher.state,
    [Symbol.asyncDispose]: async () => {
      for (const one of shown) one[Symbol.dispose]()
      await publisher[Symbol.asyncDispose]()
    },
  }
}
