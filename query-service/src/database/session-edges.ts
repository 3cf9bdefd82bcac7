import { z } from 'zod';

/**
 * Sessions that were active on both sides of an edge of the period, by the time of their operations, as the engine parses it: of those that
 * were open at its start none is later than `reachedIn`, of those that were open at its end none is earlier than `leftFrom`.
 */
export const sessionEdges = { name: 'database/session-edges', row: z.object({ reachedIn: z.string(), leftFrom: z.string() }) };
