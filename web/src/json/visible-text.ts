/** Characters that would act instead of being seen: controls, and those that turn the direction of what follows. */
const acting = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/gu;

/** The same text with such characters spelled out, as JSON would: `\u202e`. */
export function spellOutControls(text: string): string {
  return text.replaceAll(acting, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
