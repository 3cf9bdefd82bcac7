const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
const exactClock: Intl.DateTimeFormatOptions = { ...clock, fractionalSecondDigits: 3 };
const dayOfYear: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };

/** Milliseconds since 1970 of an RFC 3339 time, with the fraction that `Date` drops. */
export function toMilliseconds(time: string): number {
  const fraction = /\.\d{3}(\d+)/.exec(time)?.[1];
  return Date.parse(time) + (fraction === undefined ? 0 : Number(`0.${fraction}`));
}

/** Local time to the millisecond, with its date unless that is today's: `14:03:22.123`, `21 Nov 14:03:22.123`. */
export function formatExactTime(time: string, now: number): string {
  return withDay(time, now, exactClock);
}

/** Local time to the second, with its date unless that is today's. */
export function formatTime(time: string, now: number): string {
  return withDay(time, now, clock);
}

/** Age for people: `just now`, `12 s ago`, `3 min ago`, `5 h ago`, `4 d ago`. */
export function formatAge(time: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(time)) / 1000);
  if (seconds < 3) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Local date and time on one line, for both ends of a period. */
export function formatDateTime(time: number): string {
  return new Intl.DateTimeFormat('en-GB', { ...dayOfYear, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .format(time)
    .replace(',', '');
}

/** The same on an axis as long as this, in milliseconds: within an hour, seconds tell more than the date. */
export function formatAxisTime(time: number, lengthMs: number): string {
  if (lengthMs > 3_600_000) return formatDateTime(time);
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(time);
}

function withDay(time: string, now: number, style: Intl.DateTimeFormatOptions): string {
  const date = new Date(time);
  const text = new Intl.DateTimeFormat('en-GB', style).format(date);
  if (date.toDateString() === new Date(now).toDateString()) return text;
  return `${new Intl.DateTimeFormat('en-GB', dayOfYear).format(date)} ${text}`;
}
