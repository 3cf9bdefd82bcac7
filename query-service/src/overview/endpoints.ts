import { clientList, filterQuery, overview, serviceList, wholeListQuery } from '../contract/index.js';
import { defineEndpoint } from '../http/endpoint.js';
import { toPeriod } from '../period/period.js';
import { readClients, readOverview, readServices } from './reads.js';

export const overviewEndpoints = [
  defineEndpoint({
    name: 'getOverview',
    path: '/overview',
    summary: 'The first glance: sessions and tool calls compared with the period before, and when anything was last seen',
    query: filterQuery,
    response: overview,
    handle: ({ query }, { reader, signal }) => readOverview(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'listServices',
    path: '/services',
    summary: 'Services that reported operations, with their error rates',
    query: wholeListQuery,
    response: serviceList,
    handle: ({ query }, { reader, signal }) => readServices(reader, query, toPeriod(query), signal),
  }),
  defineEndpoint({
    name: 'listClients',
    path: '/clients',
    summary: 'MCP clients by name, version, transport and protocol version, with their error rates',
    query: wholeListQuery,
    response: clientList,
    handle: ({ query }, { reader, signal }) => readClients(reader, query, toPeriod(query), signal),
  }),
];
