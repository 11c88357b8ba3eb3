import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { seedYear } from '../../../services/uptime/test/status-seed.ts'
import { startStatus } from '../../../services/uptime/test/status-server.ts'
import { storyOf } from '../../../services/uptime/test/status-story.ts'
import { openBrowser, PHONE, WIDE } from './browser.ts'

const PICTURES = [
  ['desktop', '/status?lang=da', WIDE],
  ['desktop-english', '/status?lang=en', WIDE],
  ['phone', '/status?lang=da', PHONE],
  ['incident', '/status/incident/incident-open?lang=da', WIDE],
  ['service', '/status/service/images?lang=da', WIDE],
  ['service-phone', '/status/service/images?lang=da', PHONE],
  ['history', '/status/history/MONTH?lang=da', WIDE],
  ['organisation', '/status/organisation/900000001000016?lang=da', WIDE],
] as const

/** Takes pictures of the status page of a made-up year: `node test/journeys/status/shots.ts FOLDER`. */
async function takePictures(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await using server = await startStatus((db) => seedYear(db, storyOf(Date.now())))
  await using browser = await openBrowser()
  for (const [name, path, size] of PICTURES) {
    const month = new Date().toISOString().slice(0, 7)
    await using page = await browser.page(size)
    await page.goto(new URL(path.replace('MONTH', month), server.url).href)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    await page.screenshot({ path: join(folder, `${name}-top.png`) })
  }
}

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new TypeError('Cannot take pictures: name a folder')
await takePictures(folder)
