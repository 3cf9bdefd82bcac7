const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Duration in milliseconds for people: `0.42 ms`, `123 ms`, `1.2 s`, `3 min 5 s`, `2 h 14 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 0.995) return ms === 0 ? '0 ms' : `${ms.toFixed(2)} ms`;
  if (ms < 9.95) return `${trimZero(ms.toFixed(1))} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9.995 * second) return `${trimZero((ms / second).toFixed(2))} s`;
  if (ms < 59.95 * second) return `${trimZero((ms / second).toFixed(1))} s`;
  if (ms < hour - second / 2) return twoUnits(ms, minute, 'min', second, 's');
  if (ms < day - minute / 2) return twoUnits(ms, hour, 'h', minute, 'min');
  return twoUnits(ms, day, 'd', hour, 'h');
}

/** Milliseconds since the start of a session, exact to the millisecond: `+1.204 s`, `+2:03.400`, `+1:02:03.400`. */
export function formatOffset(ms: number): string {
  const total = Math.max(0, Math.round(ms));
  const rest = (total % second).toString().padStart(3, '0');
  const seconds = Math.floor(total / second) % 60;
  const minutes = Math.floor(total / minute) % 60;
  const hours = Math.floor(total / hour);
  if (total < minute) return `+${seconds}.${rest} s`;
  const tail = `${seconds.toString().padStart(2, '0')}.${rest}`;
  return hours === 0 ? `+${minutes}:${tail}` : `+${hours}:${minutes.toString().padStart(2, '0')}:${tail}`;
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const units = Math.round(ms / small);
  const perLarge = large / small;
  const rest = units % perLarge;
  const head = `${Math.floor(units / perLarge)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

function trimZero(text: string): string {
  return text.replace(/\.?0+$/, '');
}
