import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where systems keep a Chromium; `CHROMIUM_PATH` names another. */
const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Starts a real Chromium: the system's where there is one, else the one that comes as an npm package. */
export async function launchBrowser(): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH ?? '', ...systemPaths].find((path) => path !== '' && existsSync(path));
  const flags = [
    '--no-sandbox',
    '--disable-gpu',
    // Coloured edges of letters make pictures larger.
    '--disable-lcd-text',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  return chromium.launch({ executablePath: installed ?? (await sparticuz.executablePath()), args: flags });
}
