import { z } from 'zod';
import { errorDetail, errorPage, listQuery, seriesQuery } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { readError, readErrors } from './reads.js';

const fingerprint = z.string().regex(/^[0-9a-f]{16}$/, { error: 'expected the fingerprint of an error group: 16 hex digits' });

export const errorEndpoints = [
  defineEndpoint({
    name: 'listErrors',
    path: '/errors',
    summary:
      'Failed operations by kind of error, most frequent first: messages that differ only in numbers, ids, paths and quoted text are one',
    query: listQuery,
    response: errorPage,
    handle: ({ query }, { reader, signal }) => readErrors(reader, query, signal),
  }),
  defineEndpoint({
    name: 'getError',
    path: '/errors/{fingerprint}',
    summary: 'One kind of error over time, with its operations, newest first',
    parameters: z.object({ fingerprint: fingerprint.describe('`fingerprint` of an error group').meta({ examples: ['9f86d081884c7d65'] }) }),
    query: listQuery.extend(seriesQuery.pick({ tz: true, buckets: true }).shape),
    response: errorDetail,
    handle: async ({ parameters, query }, { reader, signal }) => {
      const found = await readError(reader, parameters.fingerprint, query, signal);
      if (!found) throw notFound(`An error with fingerprint ${parameters.fingerprint} in this period`);
      return found;
    },
  }),
];
