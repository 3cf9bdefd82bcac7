import type { OperationDetail } from '@callsight/query-service/contract';
import { Link } from 'wouter';
import { shortenIdentifier } from '../format/identifier';
import { useScopedHref } from '../period/page-scope';
import { BasisMark } from '../sessions/basis';
import { ClientName } from '../sessions/client-name';
import { toSessionPath } from '../sessions/session-path';
import { CopyButton } from '../ui/copy-button';
import { Fact, Facts } from '../ui/facts';
import { ForeignText } from '../ui/foreign-text';

export function OperationFacts({ operation }: { operation: OperationDetail }) {
  const scopedHref = useScopedHref();
  return (
    <Facts>
      <Fact name="Session">
        <Link className="text-link code" href={scopedHref(toSessionPath(operation.sessionKey))} title={operation.sessionKey}>
          <ForeignText text={shortenIdentifier(operation.sessionKey)} />
        </Link>
      </Fact>
      <Fact name="Basis">
        <BasisMark basis={operation.sessionBasis} />
      </Fact>
      <Fact name="Server">{operation.service}</Fact>
      <Fact name="Client">
        <ClientName name={operation.clientName} version={operation.clientVersion} />
      </Fact>
      <Fact name="Seen from">{operation.side === 'server' ? 'the server' : 'the client'}</Fact>
      <Fact name="Method">
        <code>{operation.method}</code>
      </Fact>
      <Fact name="Resource">{operation.resourceUri}</Fact>
      <Fact name="Request ID">{operation.requestId}</Fact>
      <Fact name="Transport">{operation.transport}</Fact>
      <Fact name="Protocol">{operation.protocolVersion}</Fact>
      <Fact name="User">{operation.user}</Fact>
      <Fact name="Client address">{operation.clientAddress}</Fact>
      <Fact name="Trace ID">
        <span className="code" title={operation.traceId}>
          <ForeignText text={shortenIdentifier(operation.traceId)} />
        </span>
        <CopyButton text={operation.traceId} label="trace ID" />
      </Fact>
      <Fact name="Span ID">
        <span className="code">{operation.spanId}</span>
        <CopyButton text={operation.spanId} label="span ID" />
      </Fact>
    </Facts>
  );
}
