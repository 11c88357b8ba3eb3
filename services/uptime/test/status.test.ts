import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { SaxesParser } from 'saxes'
import { daysIn } from '../domain/time/calendar.ts'
import { catalogueService } from './fictional.ts'
import { seedYear } from './status-seed.ts'
import { startStatus } from './status-server.ts'
import { OTHER, OWN, storyOf } from './status-story.ts'

const NASTY = `<script>alert('x')</script>`
const story = storyOf(Date.now())
const nasty = catalogueService('nasty', { name: { da: NASTY, en: NASTY }, owner: '"><img src=x>' })
const catalogue = { ...story.catalogue, services: [...story.catalogue.services, nasty] }

const server = await startStatus((db) => seedYear(db, { ...story, catalogue }))
after(() => server[Symbol.asyncDispose]())

const MONTH = new Date().toISOString().slice(0, 7)
const PAGES = [
  '/status',
  '/status/service/images',
  '/status/service/nasty',
  '/status/incident/incident-open',
  `/status/organisation/${OWN}`,
  `/status/history/${MONTH}`,
  `/status/report/${MONTH}`,
]

/** Danish days on which the image index was down; how many they are depends on when the story is told. */
function downDays(): number {
  const down = story.trouble.get('service:images')?.filter(({ verdict }) => verdict === 'DOWN')
  const days = down?.flatMap(({ fromAgo, toAgo }) =>
    daysIn({ from: story.now - fromAgo, to: story.now - toAgo }),
  )
  return new Set(days).size
}

/** Every element of a document that must be well-formed. */
function elementsOf(xml: string): readonly { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => assert.fail(error))
  parser.on('opentag', ({ name, attributes }) => {
    found.push({ name, attributes: attributes as Record<string, string> })
  })
  parser.write(xml).close()
  return found
}

/** The texts of the elements of one name. */
const textsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map(
    ([, text]) => text ?? '',
  )

describe('GET /status', () => {
  it('is Danish, and English for those who ask for it or like it better', async () => {
    for (const path of PAGES) {
      assert.match(await server.text(path), /<html lang="da">/)
      assert.match(await server.text(`${path}?lang=en`), /<html lang="en">/)
      const headers = { 'accept-language': 'en-GB,en;q=0.9,da;q=0.5' }
      assert.match(await server.text(path, { headers }), /<html lang="en">/)
      assert.match(await server.text(`${path}?lang=da`, { headers }), /<html lang="da">/)
    }
    assert.match(await server.text('/status?lang=en'), /href="\/status\/service\/images\?lang=en"/)
  })

  it('says in words how all stands, what is open, and what is late', async () => {
    const page = await server.text('/status?lang=en')
    assert.match(page, /<h1>2 services are down<\/h1>/)
    assert.match(page, /Disruption: The prescription server/)
    assert.match(page, /An update that was due did not come\. \(2×\)/)
    assert.match(page, /<strong class="late">\(overdue\)<\/strong>/)
    assert.match(page, /We have found a fault in a network component/)
    assert.match(page, /Upgrade of the image index/)
    const days = new RegExp(
      `The image index, the last 90 days: \\d+ days up, ${downDays()} with downtime`,
    )
    assert.match(page, days)
    assert.match(page, /No data|without data/)
  })

  it('says what every service has kept of its word in a month, as a page and as CSV', async () => {
    const page = await server.text(`/status/report/${MONTH}?lang=en`)
    assert.match(page, /<h1>Service levels in /)
    assert.match(page, /The month is not over/)
    const rows = [...page.matchAll(/<tr><th scope="row">.*?<\/tr>/gs)].map(([row]) => row)
    const images = rows.find((row) => row.includes('/status/service/images')) ?? ''
    assert.match(images, /<td>(met|missed|undecided)<\/td>/)
    assert.ok(!page.includes('/status/service/hidden'))
    const response = await server.get(`/status/report/${MONTH}.csv`)
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8')
    const lines = (await response.text()).trimEnd().split('\r\n')
    assert.equal(lines.length, rows.length + 1)
    assert.ok(lines.some((line) => line.startsWith(`${MONTH};images;`)))
  })

  it('escapes what comes from the catalogue', async () => {
    for (const path of [...PAGES, '/status/badge/nasty.svg', '/status/feed.atom']) {
      const page = await server.text(path)
      assert.ok(!page.includes('<script'), path)
      assert.ok(!page.includes('<img src=x'), path)
    }
    assert.match(await server.text('/status'), /&lt;script&gt;alert/)
  })

  it('forbids scripts and styles of others, and holds none of its own inside', async () => {
    const response = await server.get('/status')
    const policy = response.headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; style-src 'self'/)
    assert.doesNotMatch(policy, /unsafe|script-src/)
    assert.doesNotMatch(await response.text(), /\sstyle=|<style|\son\w+=/)
  })

  it('shows what is not released to operators and to its owner, and to nobody from a cache', async () => {
    const anonymous = await server.get('/status')
    assert.doesNotMatch(await anonymous.text(), /Skjult/)
    assert.match(anonymous.headers.get('vary') ?? '', /authorization/)
    assert.equal(anonymous.headers.get('cache-control'), 'public, max-age=5')
    const operator = await server.get('/status', { caller: 'operator' })
    assert.match(await operator.text(), /Skjult tjeneste/)
    assert.equal(operator.headers.get('cache-control'), 'private, no-store')
    assert.doesNotMatch(await server.text('/status', { caller: 'owner' }), /Skjult/)
    assert.doesNotMatch(await server.text('/status'), /Skjult/)
  })

  it('answers 401 to an unknown key, 404 in its own dress, and 405 to writers', async () => {
    const unknown = await server.get('/status', { headers: { authorization: 'Bearer nobody' } })
    assert.equal(unknown.status, 401)
    assert.equal(unknown.headers.get('www-authenticate'), 'Bearer')
    for (const path of [
      'service/none',
      'incident/none',
      'service/hidden',
      'x/y',
      'history/2999-01',
      'report/2999-01',
      'report/2999-01.csv',
    ]) {
      const response = await server.get(`/status/${path}`)
      assert.equal(response.status, 404, path)
      assert.match(await response.text(), /Siden findes ikke/)
    }
    const written = await fetch(new URL('/status', server.url), { method: 'POST' })
    assert.equal(written.status, 405)
    assert.equal(written.headers.get('allow'), 'GET, HEAD')
  })

  it('need not be sent again to whoever has it', async () => {
    const first = await server.get('/status/badge/images.svg')
    const etag = first.headers.get('etag') ?? ''
    const again = await server.get('/status/badge/images.svg', {
      headers: { 'if-none-match': etag },
    })
    assert.equal(again.status, 304)
    const page = await server.get('/status')
    const since = page.headers.get('last-modified') ?? ''
    const ahead = new Date(Date.parse(since) + 60_000).toUTCString()
    const headers = { 'if-modified-since': ahead }
    assert.equal((await server.get('/status', { headers })).status, 304)
  })
})

describe('GET /status/incident', () => {
  it('tells the whole time line without what the reader may not see', async () => {
    const page = await server.text('/status/incident/incident-open?lang=en')
    const kinds = [...page.matchAll(/<li class="event event-([\w-]+)"/g)].map(([, kind]) => kind)
    assert.deepEqual(kinds, ['update-missed', 'update', 'update-missed', 'joined', 'opened'])
    assert.doesNotMatch(page, /Hidden service/)
    const whole = await server.text('/status/incident/incident-open?lang=en', {
      caller: 'operator',
    })
    assert.match(whole, /Hidden service is affected too/)
    assert.equal((await server.get('/status/incident/incident-hidden')).status, 404)
  })
})

describe('GET /status/organisation', () => {
  it('shows what is released, counts what is not, and refuses where nothing is', async () => {
    const page = await server.text(`/status/organisation/${OWN}`)
    assert.match(page, /Postkassen Nord/)
    assert.match(page, /point-6/)
    assert.doesNotMatch(page, /point-7/)
    assert.match(page, /1 adgangspunkt måles og vises kun for ejeren/)
    assert.match(await server.text(`/status/organisation/${OWN}`, { caller: 'owner' }), /point-7/)
    const refused = await server.get(`/status/organisation/${OTHER}`, { caller: 'owner' })
    assert.equal(refused.status, 403)
    assert.match(await refused.text(), /HEALTH_WITHHELD/)
    const operator = await server.get(`/status/organisation/${OTHER}`, { caller: 'operator' })
    assert.equal(operator.status, 200)
    assert.equal((await server.get('/status/organisation/900000021000016')).status, 404)
  })
})

describe('GET /status.json', () => {
  it('holds what the page shows, and nothing that it does not', async () => {
    const response = await server.get('/status.json')
    const status = await response.json()
    assert.equal(status.state, 'DOWN')
    assert.equal(status.isStale, false)
    const ids = status.services.map(({ id }: { id: string }) => id)
    assert.ok(ids.includes('images') && !ids.includes('hidden'))
    const images = status.services.find(({ id }: { id: string }) => id === 'images')
    assert.equal(images.days.length, 90)
    assert.ok(images.uptime.last30Days.ratio < 1 && images.errorBudget.leftRatio < 0)
    assert.deepEqual(status.accessPoints, { UP: 3, DOWN: 1, DEGRADED: 1, UNKNOWN: 1, withheld: 2 })
    assert.ok(!JSON.stringify(status).includes('idden'))
    assert.equal(status.incidents[0].nextUpdateDue < status.at, true)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
  })
})

describe('GET /status/feed.atom', () => {
  it('is an Atom feed with all that it must have, each word once', async () => {
    const xml = await server.text('/status/feed.atom?lang=en')
    const [feed, ...inside] = elementsOf(xml)
    assert.equal(feed?.name, 'feed')
    assert.equal(feed?.attributes.xmlns, 'http://www.w3.org/2005/Atom')
    const self = inside.find(({ attributes }) => attributes.rel === 'self')?.attributes.href
    assert.equal(self, new URL('/status/feed.atom?lang=en', server.url).href)
    const ids = textsOf(xml, 'id')
    assert.equal(new Set(ids).size, ids.length)
    const count = inside.filter(({ name }) => name === 'entry').length
    assert.equal(ids.length, count + 1)
    for (const name of ['title', 'updated']) assert.equal(textsOf(xml, name).length, count + 1)
    const updated = textsOf(xml, 'updated').map((at) => Date.parse(at))
    assert.ok(updated.every((at) => !Number.isNaN(at)))
    assert.equal(updated[0], Math.max(...updated))
    assert.ok(textsOf(xml, 'title').includes('[P1] Disruption: The prescription server: Update'))
    assert.doesNotMatch(xml, /Hidden/i)
  })
})

describe('GET /status/badge', () => {
  it('says name and state to everybody, those too who do not see it', async () => {
    const response = await server.get('/status/badge/prescriptions.svg?lang=en')
    assert.match(response.headers.get('content-type') ?? '', /^image\/svg\+xml/)
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin')
    const svg = await response.text()
    assert.equal(elementsOf(svg)[0]?.attributes['aria-label'], 'The prescription server: Down')
    assert.deepEqual(textsOf(svg, 'title'), ['The prescription server: Down'])
    const hidden = await server.get('/status/badge/hidden.svg')
    assert.equal(hidden.status, 404)
    assert.match(await hidden.text(), /Ukendt/)
  })
})

describe('GET /status/assets', () => {
  it('gives style and faces for a year under addresses of their content', async () => {
    const page = await server.text('/status')
    const sheets = [...page.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map(
      ([, href]) => href ?? '',
    )
    assert.equal(sheets.length, 2)
    for (const href of sheets) {
      const response = await server.get(href)
      assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable')
      const css = await response.text()
      for (const [, font] of css.matchAll(/url\(([^)]+\.woff2)\)/g)) {
        const face = await server.get(new URL(font ?? '', new URL(href, server.url)).pathname)
        assert.equal(face.headers.get('content-type'), 'font/woff2')
        await face.arrayBuffer()
      }
      assert.doesNotMatch(css, /\.(eot|ttf|woff)\b/)
    }
    assert.equal((await server.get('/status/assets/other/status.css')).status, 404)
  })
})
