import { ArrayColumn, LowCardinalityColumn, MapColumn, type NamedColumn, TextColumn, Uint64Column } from '../native/index.js';
import { AttributeWriter } from './attribute-writer.js';

const DATE_TIME = 'DateTime64(9)';

/** The columns of `otel_traces_landing`, in the layout of the Collector's clickhouse exporter. */
export class TraceColumns {
  readonly timestamp = new Uint64Column(DATE_TIME);
  readonly traceId = new TextColumn();
  readonly spanId = new TextColumn();
  readonly parentSpanId = new TextColumn();
  readonly traceState = new TextColumn();
  readonly spanName = new LowCardinalityColumn();
  readonly spanKind = new LowCardinalityColumn();
  readonly serviceName = new LowCardinalityColumn();
  readonly resourceAttributes = new MapColumn();
  readonly scopeName = new TextColumn();
  readonly scopeVersion = new TextColumn();
  readonly spanAttributes = new MapColumn();
  readonly duration = new Uint64Column('UInt64');
  readonly statusCode = new LowCardinalityColumn();
  readonly statusMessage = new TextColumn();
  readonly eventTimestamps = new ArrayColumn(new Uint64Column(DATE_TIME));
  readonly eventNames = new ArrayColumn(new LowCardinalityColumn());
  readonly eventAttributes = new ArrayColumn(new MapColumn());
  readonly linkTraceIds = new ArrayColumn(new TextColumn());
  readonly linkSpanIds = new ArrayColumn(new TextColumn());
  readonly linkTraceStates = new ArrayColumn(new TextColumn());
  readonly linkAttributes = new ArrayColumn(new MapColumn());

  readonly writers = {
    resource: new AttributeWriter(this.resourceAttributes),
    span: new AttributeWriter(this.spanAttributes),
    event: new AttributeWriter(this.eventAttributes.values),
    link: new AttributeWriter(this.linkAttributes.values),
  };

  readonly all: readonly NamedColumn[] = [
    { name: 'Timestamp', column: this.timestamp },
    { name: 'TraceId', column: this.traceId },
    { name: 'SpanId', column: this.spanId },
    { name: 'ParentSpanId', column: this.parentSpanId },
    { name: 'TraceState', column: this.traceState },
    { name: 'SpanName', column: this.spanName },
    { name: 'SpanKind', column: this.spanKind },
    { name: 'ServiceName', column: this.serviceName },
    { name: 'ResourceAttributes', column: this.resourceAttributes },
    { name: 'ScopeName', column: this.scopeName },
    { name: 'ScopeVersion', column: this.scopeVersion },
    { name: 'SpanAttributes', column: this.spanAttributes },
    { name: 'Duration', column: this.duration },
    { name: 'StatusCode', column: this.statusCode },
    { name: 'StatusMessage', column: this.statusMessage },
    { name: 'Events.Timestamp', column: this.eventTimestamps },
    { name: 'Events.Name', column: this.eventNames },
    { name: 'Events.Attributes', column: this.eventAttributes },
    { name: 'Links.TraceId', column: this.linkTraceIds },
    { name: 'Links.SpanId', column: this.linkSpanIds },
    { name: 'Links.TraceState', column: this.linkTraceStates },
    { name: 'Links.Attributes', column: this.linkAttributes },
  ];

  reset(): void {
    for (const { column } of this.all) column.reset();
    for (const writer of Object.values(this.writers)) writer.reset();
  }
}

/** Names of the columns, in their order. */
export const TRACE_COLUMN_NAMES: readonly string[] = new TraceColumns().all.map(({ name }) => name);
