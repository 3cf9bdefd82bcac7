import type { Operation, Outcome, SessionStatus } from '@callsight/query-service/contract';
import { Icon, type IconName } from './icons';

type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

interface Look {
  readonly icon: IconName;
  readonly label: string;
  readonly tone: Tone;
  readonly meaning: string;
}

const outcomeLooks: Record<Outcome, Look> = {
  ok: { icon: 'check', label: 'OK', tone: 'good', meaning: 'Answered without an error' },
  tool_error: { icon: 'triangle', label: 'Tool error', tone: 'bad', meaning: 'The tool answered with isError' },
  invalid_request: {
    icon: 'diamond',
    label: 'Invalid request',
    tone: 'warn',
    meaning: 'The caller’s fault: unknown tool or method, or bad parameters',
  },
  server_error: { icon: 'octagon', label: 'Server error', tone: 'bad', meaning: 'Any other JSON-RPC error or exception' },
  cancelled: { icon: 'slash', label: 'Cancelled', tone: 'quiet', meaning: 'Cancelled by the caller; not counted as a failure' },
  timeout: { icon: 'clock', label: 'Timeout', tone: 'bad', meaning: 'No answer within the time limit' },
  lost: { icon: 'dashed', label: 'Lost', tone: 'bad', meaning: 'No end was ever seen' },
};

const statusLooks: Record<SessionStatus, Look> = {
  connected: { icon: 'dot', label: 'Connected', tone: 'good', meaning: 'Active within the last 5 minutes, and no end seen' },
  idle: { icon: 'ring', label: 'Idle', tone: 'warn', meaning: 'Open, but quiet for more than 5 minutes' },
  closed: { icon: 'square', label: 'Closed', tone: 'quiet', meaning: 'Its end was seen' },
  lost: { icon: 'cross', label: 'Lost', tone: 'bad', meaning: 'Its heartbeats stopped, or it was silent past the idle limit' },
};

const runningLook: Look = { icon: 'running', label: 'Running', tone: 'info', meaning: 'Has not ended yet' };

export const outcomeLabels: readonly (readonly [Outcome, string])[] = Object.entries(outcomeLooks).map(([name, { label }]) => [
  name as Outcome,
  label,
]);

export const statusLabels: readonly (readonly [SessionStatus, string])[] = Object.entries(statusLooks).map(([name, { label }]) => [
  name as SessionStatus,
  label,
]);

/** Colours of outcomes in charts; beside their names, never alone. */
export const outcomeColors: Readonly<Record<string, `--chart-${string}` | undefined>> = {
  ok: '--chart-good',
  tool_error: '--chart-bad',
  invalid_request: '--chart-second',
  server_error: '--chart-group-4',
  cancelled: '--chart-quiet',
  timeout: '--chart-group-5',
  lost: '--chart-group-6',
} satisfies Record<Outcome, `--chart-${string}`>;

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  return <Badge look={outcomeLooks[outcome]} />;
}

/** How an operation ended, or that it is still running or lost. */
export function OperationStatus({ operation }: { operation: Pick<Operation, 'outcome' | 'state'> }) {
  return <Badge look={toOperationLook(operation)} />;
}

export function SessionStatusBadge({ status, endReason }: { status: SessionStatus; endReason: string | null }) {
  const look = statusLooks[status];
  return <Badge look={endReason === null ? look : { ...look, meaning: `${look.meaning}: ${endReason}` }} />;
}

export function toOperationLook({ outcome, state }: Pick<Operation, 'outcome' | 'state'>): Look {
  if (state === 'running') return runningLook;
  return outcomeLooks[outcome ?? 'lost'];
}

function Badge({ look }: { look: Look }) {
  return (
    <span className={`badge tone-${look.tone}`} title={look.meaning}>
      <Icon name={look.icon} size={12} />
      {look.label}
    </span>
  );
}
