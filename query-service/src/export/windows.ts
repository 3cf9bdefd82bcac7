import type { Period } from '../contract/index.js';

/** How many rows of a period lie in each slot of so many seconds: starts in seconds since 1970, in order, without empty slots. */
export type CountSlots = (period: Period, slotSeconds: number) => Promise<{ start: number; rows: number }[]>;

/** Rows of one window, where its slots can be told apart that finely. */
const rowsAtOnce = 40_000;
/** Widths of slots in seconds, each one's parts after it. */
const widths = [86_400, 3_600, 60, 1] as const;

/** Cuts a period into windows with about the same number of rows, in order or from its end. */
export async function* toWindows(
  period: Period,
  order: 'asc' | 'desc',
  countSlots: CountSlots,
  [width, ...narrower]: readonly number[] = widths,
): AsyncGenerator<Period> {
  if (width === undefined) return;
  const slots = await countSlots(period, width);
  for (const group of groupSlots(order === 'asc' ? slots : slots.reverse())) {
    const starts = group.map(({ start }) => start);
    const window = clip(period, Math.min(...starts), Math.max(...starts) + width);
    const isTooLarge = group.length === 1 && (group[0]?.rows ?? 0) > rowsAtOnce && narrower.length > 0;
    if (isTooLarge) yield* toWindows(window, order, countSlots, narrower);
    else yield window;
  }
}

function groupSlots<Slot extends { rows: number }>(slots: readonly Slot[]): Slot[][] {
  const groups: Slot[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const slot of slots) {
    if (rows + slot.rows > rowsAtOnce) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)?.push(slot);
    rows += slot.rows;
  }
  return groups;
}

function clip({ from, to }: Period, start: number, end: number): Period {
  const toIso = (seconds: number) => new Date(seconds * 1_000).toISOString();
  return {
    from: start * 1_000 > Date.parse(from) ? toIso(start) : from,
    to: end * 1_000 < Date.parse(to) ? toIso(end) : to,
  };
}
