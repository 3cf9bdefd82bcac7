import { toolDetail, toolList } from '@callsight/query-service/contract';
import { type Filters, timeZone, useScoped } from '../api/scoped-query';

export function useTools(filters: Filters) {
  return useScoped({ path: '/tools', parameters: {}, query: filters, schema: toolList });
}

export function useTool(name: string) {
  return useScoped({ path: '/tools/{name}', parameters: { name }, query: { tz: timeZone }, schema: toolDetail });
}
