import { redactSecrets } from '../content/redact.js';
import { SECRETS } from './hostile-text.js';

/**
 * Texts in which a cut goes through a secret at every place, as `capture` captured them, of which something of the secret is left that no rule would
 * have let through. `spell` is how a part of a text stands in what was captured.
 */
export function findLeaks(capture: (text: string) => readonly string[], spell: (part: string) => string): unknown[] {
  const leaks: unknown[] = [];
  for (const secret of SECRETS) {
    const telling = Array.from({ length: Math.max(0, secret.length - 9) }, (_, index) => secret.slice(0, 10 + index))
      .filter((part) => !redactSecrets(part).includes(part))
      .map(spell);
    for (const filler of ['word ', '世 ']) {
      for (let place = 0; place < 60; place++) {
        for (const captured of capture(`${filler.repeat(20)}${' '.repeat(place)}${secret} and more`)) {
          if ([...telling, 'hunter2', 'MIIE'].some((part) => captured.includes(part))) leaks.push([secret, place, captured]);
        }
      }
    }
  }
  return leaks;
}
