import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { seedYear } from '../../../services/uptime/test/status-seed.ts'
import { startStatus } from '../../../services/uptime/test/status-server.ts'
import { OWN, storyOf } from '../../../services/uptime/test/status-story.ts'
import { withSystemPrograms } from '../../harness/system-programs.ts'
import { openBrowser, PHONE, WIDE } from './browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const MONTH = new Date().toISOString().slice(0, 7)
/** Every kind of page. */
const PAGES = [
  '/status',
  '/status/service/images',
  '/status/incident/incident-open',
  `/status/organisation/${OWN}`,
  `/status/history/${MONTH}`,
  `/status/report/${MONTH}`,
  '/status/service/none',
]

/** What sticks out to the right; only tables may, in a frame of their own that scrolls. */
const TOO_WIDE = `[...document.body.querySelectorAll('*')]
  .filter((one) => !one.closest('.table-scroll, svg') && one.getBoundingClientRect().right > innerWidth + 0.5)
  .map((one) => one.outerHTML.slice(0, 200))`

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

/** What keeps people out, as `axe` finds it with everything unfolded. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  await page.evaluate(AXE)
  const found: readonly Violation[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

withSystemPrograms(['chromium'], () => {
  describe('the status page in a browser', async () => {
    const server = await startStatus((db) => seedYear(db, storyOf(Date.now())))
    after(() => server[Symbol.asyncDispose]())
    const browser = await openBrowser()
    after(() => browser[Symbol.asyncDispose]())
    const at = (path: string): string => new URL(path, server.url).href

    for (const [name, size] of [
      ['at a desk', WIDE],
      ['on a phone', PHONE],
    ] as const) {
      it(`${name}: keeps nobody out, and needs no scrolling to the side, in both languages`, async () => {
        // Its own policy would keep the checker out, too.
        await using page = await browser.page({ ...size, bypassCSP: true })
        for (const path of PAGES) {
          for (const language of ['da', 'en']) {
            const where = `${path}?lang=${language}`
            await page.goto(at(where))
            assert.deepEqual(await violations(page), [], where)
            assert.deepEqual(await page.evaluate(TOO_WIDE), [], where)
          }
        }
      })
    }

    it('works without script: pages, languages, what is folded', async () => {
      await using page = await browser.page({ ...WIDE, javaScriptEnabled: false })
      await page.goto(at('/status'))
      assert.equal(await page.locator('h1').innerText(), '2 tjenester er nede')
      await page.getByRole('link', { name: 'English' }).click()
      assert.equal(await page.locator('h1').innerText(), '2 services are down')
      await page.locator('.service').getByRole('link', { name: 'The image index' }).click()
      assert.equal(await page.locator('h1').innerText(), 'The image index')
      const table = page.getByRole('table').first()
      assert.equal(await table.isVisible(), false)
      await page.getByText('Show response times as a table').click()
      assert.equal(await table.isVisible(), true)
      await page.getByRole('link', { name: 'History' }).click()
      assert.match(await page.locator('h1').innerText(), /^History of/)
    })

    it('runs no script, and takes nothing from elsewhere, under its own policy', async () => {
      await using page = await browser.page(WIDE)
      const troubles: string[] = []
      const asked: string[] = []
      page.on('console', (message) => troubles.push(message.text()))
      page.on('pageerror', (error) => troubles.push(error.message))
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(at('/status/service/images'), { waitUntil: 'networkidle' })
      assert.deepEqual(
        troubles.filter((text) => !text.includes('favicon')),
        [],
      )
      assert.ok(asked.every((url) => url.startsWith(server.url.href)))
      assert.ok(asked.some((url) => url.endsWith('.woff2')))
      const scripts = await page.evaluate('document.scripts.length')
      assert.equal(scripts, 0)
    })

    it('shows where one is with the keyboard, and leads past the head first', async () => {
      await using page = await browser.page(WIDE)
      await page.goto(at('/status?lang=en'))
      const focused = async () => {
        await page.keyboard.press('Tab')
        return page.evaluate<{ text: string; outline: string; isSeen: boolean }>(`(() => {
          const one = document.activeElement
          const box = one.getBoundingClientRect()
          return { text: one.textContent.trim(), outline: getComputedStyle(one).outlineStyle,
            isSeen: box.width > 0 && box.height > 0 && box.bottom > 0 }
        })()`)
      }
      const first = await focused()
      assert.equal(first.text, 'Skip to the content of the page')
      assert.ok(first.isSeen)
      for (let step = 0; step < 12; step += 1) {
        const { text, outline, isSeen } = await focused()
        assert.notEqual(outline, 'none', text)
        assert.ok(isSeen, text)
      }
    })

    it('reads to those who do not see what the bars and charts show', async () => {
      await using page = await browser.page(WIDE)
      await page.goto(at('/status/service/images?lang=en'))
      const names = await page
        .getByRole('img')
        .all()
        .then((all) => Promise.all(all.map((one) => one.getAttribute('aria-label'))))
      assert.match(String(names), /Response time in the last 24 hours: mean \d+ ms, highest \d+ ms/)
      assert.match(String(names), /The image index, the last 90 days: \d+ days up/)
    })
  })
})
