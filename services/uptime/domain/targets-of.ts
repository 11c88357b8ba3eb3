import type { Catalogue } from './catalogue.ts'
import type { Probe } from './probe.ts'
import { type Subject, subjectKey } from './subject.ts'
import type { Target } from './target.ts'

/** Everything that a catalogue wants knocked on, numbered within each subject. */
export const targetsOf = ({ services, accessPoints }: Catalogue): readonly Target[] => [
  ...services.flatMap(({ id, probes }) => targets({ kind: 'service', id }, probes)),
  ...accessPoints.flatMap(({ id, probes }) => targets({ kind: 'access-point', id }, probes)),
]

const targets = (subject: Subject, probes: readonly Probe[]): readonly Target[] =>
  probes.map((probe, index) => ({ id: `${subjectKey(subject)}#${index + 1}`, subject, probe }))
