import { z } from 'zod';
import { readActivity } from '../activity/reads.js';
import { activityPage, filterQuery, listQuery, pageQuery, session, sessionPage, sessionSeries, sessionSummary } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { notFound } from '../http/problems.js';
import { toPeriod } from '../period/period.js';
import { readSession, readSessionSeries, readSessionSummary, readSessions } from './reads.js';

const sessionPath = z.object({ key: z.string().min(1).max(512).describe('Session key') });

export const sessionEndpoints = [
  defineEndpoint({
    name: 'listSessions',
    path: '/sessions',
    summary: 'Sessions with activity in the period, newest activity first',
    query: listQuery,
    response: sessionPage,
    handle: ({ query }, { reader, signal }) => readSessions(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'summarizeSessions',
    path: '/sessions/summary',
    summary: 'How many sessions, how many of them active now, and their average duration',
    query: filterQuery,
    response: sessionSummary,
    handle: ({ query }, { reader, signal }) => readSessionSummary(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'sessionsOverTime',
    path: '/sessions/timeseries',
    summary: 'Sessions created and active over time',
    query: filterQuery,
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
    summary: 'Operations of one session in order, running ones among them',
    parameters: sessionPath,
    query: pageQuery.extend(filterQuery.pick({ tool: true, outcome: true, side: true }).shape),
    response: activityPage,
    handle: async ({ parameters, query }, { reader, signal }) => {
      const found = await readSession(reader, parameters.key, signal);
      if (!found) throw notFound(`Session ${parameters.key}`);
      return readActivity(reader, found, query, signal);
    },
  }),
];
