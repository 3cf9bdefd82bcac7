/**
 * As it is loaded, uPlot makes a number format for the browser's language. Where the system's locale is POSIX, Chromium tells one that is none
 * ("en-US@posix"), and no chart could be loaded.
 */
if (!isLanguage(navigator.language)) Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
