import type { Kysely } from 'kysely'
import type {
  Catalogue,
  RecordedRevision,
  ViewedCatalogue,
} from '../../domain/catalogue/catalogue.ts'
import { visibleSources } from '../../domain/register.ts'
import { dayOf } from '../../domain/time/local-date.ts'
import type { View } from '../../domain/time/view.ts'
import { RegisterEmpty, RevisionUnknown } from '../../errors/reading.ts'
import { groupsOn } from '../groups/groups.ts'
import { type DirectoryOptions, directory } from '../reading/directory.ts'
import type { Sight } from '../reading/sight.ts'
import type { Tables } from '../tables.ts'
import { glnList, messageTypeSpellings } from './gln-list.ts'
import { withNameCandidates } from './name-candidates.ts'
import { practitionersOn } from './practitioners.ts'
import {
  recordedRevision,
  recordedRevisions,
  revisionBefore,
  revisionJustBefore,
} from './recorded-revisions.ts'
import { touchedOf, touchesAfter } from './touched.ts'
import { countUnits, unitList } from './unit-list.ts'

/** The register listed, as one caller may see it. Make one for each request. */
export function catalogue(db: Kysely<Tables>, options: DirectoryOptions): Catalogue {
  const whole = directory(db, options)
  const sightOf = async (view: View): Promise<Sight> => ({
    ...view,
    visibleSources: visibleSources(await whole.register(), options.grants),
  })
  const atView = async ({ day, revision }: View) => {
    const { latest } = await whole.register()
    return whole.at(day, revision === latest ? null : revision)
  }
  return {
    latest: async () => {
      const { latest } = await whole.register()
      const found = await recordedRevision(db, latest)
      if (found === null) throw new RegisterEmpty()
      return found
    },
    today: () => dayOf(options.now()),
    recorded: async (revisions) => {
      const found = await recordedRevisions(db, revisions)
      const missing = revisions.find((revision) => !found.has(revision))
      if (missing !== undefined) throw await unknown(db, missing)
      return found
    },
    revisionBefore: (instant) => revisionBefore(db, instant),
    revisionJustBefore: (revision) => revisionJustBefore(db, revision),
    view: async (view) => viewedCatalogue(db, await sightOf(view), await atView(view)),
  }
}

async function unknown(db: Kysely<Tables>, revision: number): Promise<RevisionUnknown> {
  const latest: RecordedRevision | null = await recordedRevision(db, null)
  return new RevisionUnknown(revision, latest?.revision ?? 0)
}

function viewedCatalogue(
  db: Kysely<Tables>,
  sight: Sight,
  directory: ViewedCatalogue['directory'],
): ViewedCatalogue {
  return {
    directory,
    units: async (condition, page) =>
      unitList(db, sight, { condition: await withNameCandidates(db, sight, condition), page }),
    countUnits: async (condition) =>
      countUnits(db, sight, await withNameCandidates(db, sight, condition)),
    glns: (among, page) => glnList(db, sight, { among, page }),
    groups: () => groupsOn(db, sight, (ids) => Promise.all(ids.map((id) => directory.unit(id)))),
    practitioners: () => practitionersOn(db, sight),
    messageTypes: () => messageTypeSpellings(db, sight),
    touched: (kind, ids) => touchedOf(db, sight, { kind, ids }),
    touchesAfter: (kind, after, ids) => touchesAfter(db, sight, { kind, after, ids }),
  }
}
