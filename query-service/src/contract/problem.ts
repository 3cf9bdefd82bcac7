import { z } from 'zod';

/** An error as RFC 9457 problem details, `application/problem+json`. */
export const problem = z.object({
  type: z.string().describe('URI of the kind of problem'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What was expected, what arrived, what to do'),
  errors: z
    .array(
      z.object({
        parameter: z.string(),
        detail: z.string(),
        position: z.int().optional().describe('Where in the value, in characters from 0'),
      }),
    )
    .optional()
    .describe('One entry per rejected parameter'),
});

export type Problem = z.infer<typeof problem>;
