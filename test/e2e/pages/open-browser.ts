import chromium from '@sparticuz/chromium';
import { chromium as driver, type Browser } from 'playwright-core';

/** A browser, or why there is none on this machine. */
type Opened = { readonly browser?: Browser; readonly reason?: string };

/** Opens the Chromium that its package ships, which is built for Linux on x64, with switches of its own. */
export const openBrowser = async (switches: readonly string[] = []): Promise<Opened> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `the Chromium of @sparticuz/chromium does not run on ${process.platform} ${process.arch}` };
  }
  try {
    const executablePath = await chromium.executablePath();
    return { browser: await driver.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...switches] }) };
  } catch (error) {
    return { reason: `Chromium does not start here: ${error instanceof Error ? error.message : String(error)}` };
  }
};
