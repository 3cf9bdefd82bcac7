import { z } from 'zod';
import { readActivity } from '../activity/timeline.js';
import {
  activityPage,
  activityQuery,
  filterQuery,
  seriesQuery,
  session,
  sessionListQuery,
  sessionPage,
  sessionSeries,
  sessionSummary,
} from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { readSession, readSessionSeries, readSessionSummary, readSessions } from './reads.js';

const sessionPath = z.object({
  key: z
    .string()
    .min(1)
    .max(2_048)
    .describe('Session key')
    .meta({ examples: ['7a3f2c1e-5b0d-4a6f-9c8e-1d2b3a4c5e6f'] }),
});

export const sessionEndpoints = [
  defineEndpoint({
    name: 'listSessions',
    path: '/sessions',
    summary: 'Sessions with activity in the period, in the order that is asked for, with what makes some worth a look',
    query: sessionListQuery,
    response: sessionPage,
    handle: ({ query }, { reader, signal }) => readSessions(reader, query, signal),
  }),
  defineEndpoint({
    name: 'summarizeSessions',
    path: '/sessions/summary',
    summary: 'How many sessions, how many of them active, how long, and how much went wrong; compared with the period before',
    query: filterQuery,
    response: sessionSummary,
    handle: ({ query }, { reader, signal }) => readSessionSummary(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'sessionsOverTime',
    path: '/sessions/timeseries',
    summary: 'Sessions created, active and open over time, and their operations',
    query: seriesQuery,
    response: sessionSeries,
    handle: ({ query }, { reader, signal }) => readSessionSeries(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'getSession',
    path: '/sessions/{key}',
    summary: 'One session',
    parameters: sessionPath,
    query: z.object({}),
    response: session,
    handle: async ({ parameters }, { reader, signal }) => {
      const found = await readSession(reader, parameters.key, signal);
      if (!found) throw notFound(`Session ${parameters.key}`);
      return found;
    },
  }),
  defineEndpoint({
    name: 'getSessionActivity',
    path: '/sessions/{key}/activity',
    summary: 'The timeline of one session: requests, tool executions, notifications, results and errors, running and lost ones among them',
    parameters: sessionPath,
    query: activityQuery,
    response: activityPage,
    handle: async ({ parameters, query }, { reader, signal }) => {
      const found = await readSession(reader, parameters.key, signal);
      if (!found) throw notFound(`Session ${parameters.key}`);
      return readActivity(reader, found, query, signal);
    },
  }),
];
