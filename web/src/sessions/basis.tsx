import type { SessionBasis } from '@callsight/query-service/contract';

interface BasisText {
  readonly label: string;
  /** 3: certain, 2: as good as what the caller says, 1: inferred, 0: no grouping. */
  readonly strength: 0 | 1 | 2 | 3;
  readonly trust: string;
}

export const basisTexts: Record<SessionBasis, BasisText> = {
  protocol: {
    label: 'Protocol',
    strength: 3,
    trust: 'The server issued this session ID over MCP: these operations certainly belong together.',
  },
  connection: {
    label: 'Connection',
    strength: 3,
    trust: 'All operations came over one connection of their own: they certainly belong together.',
  },
  baggage: {
    label: 'Baggage',
    strength: 2,
    trust: 'The caller named this session in its baggage: as trustworthy as the caller.',
  },
  header: {
    label: 'Header',
    strength: 2,
    trust: 'The session was read from a header that the operator chose: as trustworthy as whoever sets it.',
  },
  identity: {
    label: 'Identity',
    strength: 1,
    trust:
      'Inferred from who called, cut after 30 idle minutes: users who share client, address and credentials may be mixed, and one user may appear twice.',
  },
  trace: {
    label: 'Trace',
    strength: 1,
    trust: 'Grouped by the caller’s trace: what the same user did in another trace is a session of its own.',
  },
  none: {
    label: 'None',
    strength: 0,
    trust: 'Nothing tied this operation to others: it stands alone, and says nothing about a whole session.',
  },
};

const steps = [1, 2, 3] as const;

/** What the session key rests on, with its strength as bars. */
export function BasisMark({ basis }: { basis: SessionBasis }) {
  const { label, strength, trust } = basisTexts[basis];
  return (
    <span className="basis" title={trust}>
      <svg className="basis-bars" width="13" height="12" viewBox="0 0 13 12" role="img" aria-label={`Strength ${strength} of 3`}>
        {steps.map((step) => (
          <rect key={step} x={step * 4.5 - 4.5} y={12 - step * 4} width="3" height={step * 4} rx="1" data-on={step <= strength} />
        ))}
      </svg>
      {label}
    </span>
  );
}
