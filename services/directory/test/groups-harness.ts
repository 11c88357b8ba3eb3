import { Readable } from 'node:stream'
import type { Secret } from '../../kit/secret.ts'
import { importFiles } from '../source/import/import-files.ts'
import type { ImportOptions } from '../source/import/plan.ts'
import type { ImportReport } from '../source/import-report.ts'
import { feedFor } from '../source/registry.ts'

export const CLUSTER_HEADER = 'region;cluster;acuteHospital;municipalityCode;municipality'
export const GROUP_HEADER = 'kind;id;name;validFrom;validTo;role;sorId;municipalityCode'

/** Imports one file of the lines given, read by the feed that knows it. */
export const importingText = (
  url: Secret,
  lines: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> =>
  importFiles({
    ...{ url, feedFor, options, now: new Date('2026-11-23T08:00:00Z') },
    inputs: [
      { name: 'file', open: async () => Readable.from([Buffer.from(`${lines.join('\r\n')}\r\n`)]) },
    ],
  })

/** Rejected rows as `line rule value`. */
export const rejectionsOf = ({ sources }: ImportReport): readonly string[] =>
  sources.flatMap(({ rejections }) =>
    rejections.map(({ line, rule, value }) => `${line} ${rule} ${value}`),
  )
