import type { CatalogueAccessPoint, CatalogueService } from '../domain/catalogue.ts'
import type { IncidentEventKind } from '../domain/incident/incident.ts'
import type { Maintenance } from '../domain/incident/maintenance.ts'
import { ruleText } from '../domain/incident/words.ts'
import { catalogueService, httpProbe } from './fictional.ts'
import type { StoryIncident, Trouble, Year } from './status-year.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** SOR ids of two organisations that do not exist. */
export const OWN = '900000001000016'
export const OTHER = '900000011000016'

const service = (
  id: string,
  [da, en]: readonly [string, string],
  other: Partial<CatalogueService> = {},
): CatalogueService =>
  catalogueService(id, {
    name: { da, en },
    environment: 'production',
    protocol: 'FHIR R4',
    ...other,
  })

const SERVICES: readonly CatalogueService[] = [
  service('database', ['Databasen', 'The database'], { severity: 'P1', protocol: 'PostgreSQL' }),
  service('graph', ['Grafen', 'The graph'], { protocol: 'GraphQL', dependsOn: ['database'] }),
  service('directory-fhir', ['Kataloget over FHIR', 'The directory over FHIR'], {
    dependsOn: ['database'],
  }),
  service('mailbox-north', ['Postkassen Nord', 'Mailbox North'], {
    organisation: OWN,
    owner: 'Nordfjord Lægesystem',
    protocol: 'SOAP',
  }),
  service('prescriptions', ['Receptserveren', 'The prescription server'], {
    protocol: 'DGWS',
    severity: 'P1',
    owner: 'Fjordland Medicin',
  }),
  service('referrals', ['Henvisningshotellet', 'The referral hotel'], {
    dependsOn: ['mailbox-north'],
  }),
  service('images', ['Billedindekset', 'The image index'], {
    protocol: 'XDS',
    objective: { ratio: 0.995, windowDays: 30, p95Ms: 800 },
  }),
  service('portal', ['Portalen', 'The portal'], {
    dependsOn: ['graph', 'prescriptions'],
    probes: [],
  }),
  service('trial', ['Prøvetjenesten', 'The trial service'], { environment: 'test' }),
  service('hidden', ['Skjult tjeneste', 'Hidden service'], {
    organisation: OTHER,
    isReleased: false,
  }),
]

const point = (
  number: number,
  isReleased: boolean,
  organisation: string,
): CatalogueAccessPoint => ({
  ...{ id: `point-${number}`, organisation, isReleased },
  probes: [httpProbe()],
})

const agos = (...trouble: readonly [number, number, Trouble['verdict']][]): readonly Trouble[] =>
  trouble.map(([fromAgo, toAgo, verdict]) => ({ fromAgo, toAgo, verdict }))

/** A year that has seen everything that the page can show. */
export const storyOf = (now: number): Year => ({
  ...{ now, days: 366, hasMinutes: true },
  catalogue: {
    services: SERVICES,
    accessPoints: [
      ...Array.from({ length: 6 }, (_none, index) => point(index + 1, true, OWN)),
      ...[point(7, false, OWN), point(8, false, OTHER)],
    ],
    references: [],
  },
  trouble: new Map([
    ['service:prescriptions', agos([HOUR, 0, 'DOWN'], [40 * DAY, 39.98 * DAY, 'DOWN'])],
    [
      'service:mailbox-north',
      agos([5 * HOUR, 0, 'DEGRADED'], [12 * DAY, 11.9 * DAY, 'DOWN'], [70 * DAY, 68 * DAY, null]),
    ],
    [
      'service:images',
      agos(
        [30 * DAY, 29.7 * DAY, 'DOWN'],
        [29 * DAY, 28.5 * DAY, 'DEGRADED'],
        [3 * DAY, 2.9 * DAY, 'DOWN'],
      ),
    ],
    ['service:trial', agos([2 * HOUR, 0, null], [400 * DAY, 33 * DAY, null])],
    ['service:graph', agos([20 * DAY, 20 * DAY - 4 * MINUTE, 'DOWN'])],
    ['access-point:point-2', agos([3 * HOUR, 0, 'DOWN'])],
    ['access-point:point-3', agos([3 * HOUR, 0, 'DEGRADED'])],
    ['access-point:point-4', agos([3 * HOUR, 0, null])],
  ]),
  incidents: [open(now), closed(now, 3), closed(now, 30), hidden(now)],
  maintenance: maintenanceOf(now),
})

const nameOf = (id: string) => SERVICES.find((one) => one.id === id)?.name ?? { da: id, en: id }

const said =
  (now: number) =>
  (ago: number, kind: Exclude<IncidentEventKind, 'UPDATE'>, id: string | null) => ({
    ...{ at: new Date(now - ago).toISOString(), kind, service: id, author: null },
    text: ruleText(kind, nameOf(id ?? '')),
  })

function open(now: number): StoryIncident {
  const rule = said(now)
  const at = (ago: number) => new Date(now - ago).toISOString()
  return {
    ...{ id: 'incident-open', root: 'prescriptions', severity: 'P1' },
    ...{ opened_at: at(59 * MINUTE), closed_at: null },
    services: ['prescriptions', 'portal', 'hidden'].map((id) => ({
      ...{ service: id, joined_at: at(59 * MINUTE), recovered_at: null },
    })),
    events: [
      rule(59 * MINUTE, 'OPENED', 'prescriptions'),
      rule(59 * MINUTE, 'JOINED', 'portal'),
      rule(58 * MINUTE, 'JOINED', 'hidden'),
      rule(44 * MINUTE, 'UPDATE_MISSED', null),
      {
        ...{ at: at(38 * MINUTE), kind: 'UPDATE', service: null, author: 'Fjordland Medicin' },
        text: {
          da: 'Vi har fundet en fejl i en netværkskomponent og skifter den nu. Recepter kan imens udstedes telefonisk.',
          en: 'We have found a fault in a network component and are replacing it. Prescriptions can be given by telephone meanwhile.',
        },
      },
      rule(8 * MINUTE, 'UPDATE_MISSED', null),
    ],
  }
}

function closed(now: number, daysAgo: number): StoryIncident {
  const rule = said(now)
  const begun = daysAgo * DAY
  const at = (ago: number) => new Date(now - ago).toISOString()
  return {
    ...{ id: `incident-${daysAgo}`, root: 'images', severity: 'P2' },
    ...{ opened_at: at(begun), closed_at: at(begun - 2.4 * HOUR) },
    services: [{ service: 'images', joined_at: at(begun), recovered_at: at(begun - 2.3 * HOUR) }],
    events: [
      rule(begun, 'OPENED', 'images'),
      rule(begun - 2.3 * HOUR, 'RECOVERED', 'images'),
      rule(begun - 2.4 * HOUR, 'CLOSED', null),
    ],
  }
}

function hidden(now: number): StoryIncident {
  const at = (ago: number) => new Date(now - ago).toISOString()
  return {
    ...{ id: 'incident-hidden', root: 'hidden', severity: 'P3' },
    ...{ opened_at: at(2 * DAY), closed_at: at(DAY) },
    services: [{ service: 'hidden', joined_at: at(2 * DAY), recovered_at: at(DAY) }],
    events: [said(now)(2 * DAY, 'OPENED', 'hidden')],
  }
}

function maintenanceOf(now: number): readonly Maintenance[] {
  const at = (ms: number) => new Date(now + ms).toISOString()
  return [
    {
      ...{
        id: 'upgrade',
        services: ['images'],
        startsAt: at(2 * DAY),
        endsAt: at(2 * DAY + 3 * HOUR),
      },
      ...{
        announcedAt: at(-4 * DAY),
        title: { da: 'Opgradering af billedindekset', en: 'Upgrade of the image index' },
      },
    },
    {
      ...{ id: 'certificate', services: ['directory-fhir'], startsAt: at(-HOUR), endsAt: at(HOUR) },
      ...{ announcedAt: at(-9 * DAY), title: { da: 'Nyt certifikat', en: 'New certificate' } },
    },
    {
      ...{
        id: 'past',
        services: ['graph'],
        startsAt: at(-9 * DAY),
        endsAt: at(-9 * DAY + 5 * HOUR),
      },
      ...{ announcedAt: at(-20 * DAY), title: { da: 'Flytning', en: 'Move' } },
    },
  ]
}
