import { toolDetail, toolList } from '@callsight/query-service/contract';
import { type Filters, timeZone, useScoped } from '../api/scoped-query';

export function useTools(filters: Filters) {
  return useScoped('tools', filters, toolList);
}

export function useTool(name: string) {
  return useScoped(`tools/${encodeURIComponent(name)}`, { tz: timeZone }, toolDetail);
}
