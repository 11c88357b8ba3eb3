import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { systemProgram } from '../../harness/system-programs.ts'

/** A browser of this machine, without a window. */
export interface TestBrowser extends AsyncDisposable {
  /** A page in a context of its own, closed when disposed. */
  page(options?: BrowserContextOptions): Promise<Page & AsyncDisposable>
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}

/** Starts Debian's own Chromium; it asks nobody outside. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: systemProgram('chromium') ?? 'chromium',
    // Its sandbox needs a user that is not root.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  })
  return {
    page: async (options = WIDE) => {
      const context = await browser.newContext({ locale: 'da-DK', ...options })
      const page = await context.newPage()
      return Object.assign(page, { [Symbol.asyncDispose]: () => context.close() })
    },
    [Symbol.asyncDispose]: () => browser.close(),
  }
}
