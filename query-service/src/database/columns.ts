import { z } from 'zod';

/** 64-bit integers arrive as JSON strings or numbers, by the engine's settings. */
export const count = z.coerce.number();

/** ClickHouse has no null in the columns of the model: an absent text is empty. */
export const optionalText = z.string().transform((text) => (text === '' ? null : text));

/** Aggregates over no rows are NaN, which JSON shows as null. */
export const measure = z.number().nullable();

export const optionalCount = z.coerce.number().nullable();
