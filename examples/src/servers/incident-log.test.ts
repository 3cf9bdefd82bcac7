import { expect, test } from 'vitest';
import { IncidentLog } from './incident-log.js';

test('an incident is acknowledged once', () => {
  const log = new IncidentLog();
  const [incident] = log.list();
  if (!incident) throw new Error('expected an open incident');
  expect(log.acknowledge(incident, 'first')).toBe(true);
  expect(log.acknowledge(incident, 'second')).toBe(false);
  expect(log.find(incident.id)).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'first' });
});

test('three incidents are open however many were acknowledged, and the log stays short', () => {
  const log = new IncidentLog();
  for (let round = 0; round < 50; round++) {
    const open = log.list().filter((incident) => incident.status === 'open');
    expect(open).toHaveLength(3);
    for (const incident of open) log.acknowledge(incident, 'night shift');
  }
  expect(log.list().length).toBeLessThanOrEqual(12);
});
