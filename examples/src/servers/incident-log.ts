export const severities = ['minor', 'major', 'critical'] as const;
export const statuses = ['open', 'acknowledged'] as const;
export const services = ['checkout', 'search', 'accounts', 'notifications', 'warehouse'] as const;

export interface Incident {
  id: string;
  service: (typeof services)[number];
  title: string;
  severity: (typeof severities)[number];
  status: (typeof statuses)[number];
  openedAt: string;
  acknowledgedBy?: string;
  timeline: string[];
}

type Alarm = Pick<Incident, 'service' | 'title' | 'severity'> & { firstSign: string };

const alarms: readonly Alarm[] = [
  {
    service: 'checkout',
    title: 'Payment confirmations arrive late',
    severity: 'critical',
    firstSign: 'p95 of confirm_payment above 4 s for 10 minutes',
  },
  {
    service: 'search',
    title: 'Index of new articles is stale',
    severity: 'minor',
    firstSign: 'newest document in the index is 3 hours old',
  },
  {
    service: 'accounts',
    title: 'Rise of failed sign-ins from one network',
    severity: 'major',
    firstSign: 'failed sign-ins 12 times the weekly median',
  },
  {
    service: 'notifications',
    title: 'Mail queue grows',
    severity: 'major',
    firstSign: '48,000 messages waiting, 300 leave per minute',
  },
  {
    service: 'warehouse',
    title: 'Replica lags behind its primary',
    severity: 'minor',
    firstSign: 'replication delay above 90 s',
  },
  {
    service: 'checkout',
    title: 'Connection pool exhausted after the 14:00 release',
    severity: 'critical',
    firstSign: '503 from 2 of 6 instances, all connections in use',
  },
  {
    service: 'search',
    title: 'Memory of one shard near its limit',
    severity: 'major',
    firstSign: 'heap of shard 3 at 93 % after collection',
  },
];

const fewestOpen = 3;
const mostKept = 12;

/** The incidents of an invented platform: when few are open, the next alarm goes off. */
export class IncidentLog {
  #incidents: Incident[] = [];
  #count = 0;

  list(): readonly Incident[] {
    while (this.#incidents.filter((incident) => incident.status === 'open').length < fewestOpen) this.#open();
    return this.#incidents;
  }

  find(id: string): Incident | undefined {
    return this.list().find((incident) => incident.id === id);
  }

  /** Returns false when somebody else was faster. */
  acknowledge(incident: Incident, by: string): boolean {
    if (incident.status === 'acknowledged') return false;
    incident.status = 'acknowledged';
    incident.acknowledgedBy = by;
    incident.timeline.push(`${new Date().toISOString()} acknowledged by ${by}`);
    return true;
  }

  #open(): void {
    const alarm = alarms[this.#count % alarms.length];
    if (!alarm) return;
    const { firstSign, ...facts } = alarm;
    const openedAt = new Date().toISOString();
    const id = `INC-${4200 + this.#count++}`;
    this.#incidents = [
      { id, ...facts, status: 'open' as const, openedAt, timeline: [`${openedAt} ${firstSign}`] },
      ...this.#incidents,
    ].slice(0, mostKept);
  }
}
