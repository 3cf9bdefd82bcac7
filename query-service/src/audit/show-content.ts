import type { Content, LogRecord, OperationDetail } from '../contract/index.js';
import type { RequestContext } from '../http/endpoint.js';

/** The operation as the caller may see it: with its content only where the reveal is allowed, and written to the audit. */
export async function showContent(detail: OperationDetail, { revealContent }: RequestContext): Promise<OperationDetail> {
  const hasContent = detail.arguments.value !== null || detail.result.value !== null || detail.logs.length > 0;
  if (!hasContent || (await revealContent(detail))) return detail;
  return { ...detail, arguments: withhold(detail.arguments), result: withhold(detail.result), logs: detail.logs.map(withholdLog) };
}

function withhold(content: Content): Content {
  return { ...content, value: null, withheld: content.value !== null };
}

function withholdLog(log: LogRecord): LogRecord {
  return { ...log, body: null, attributes: {}, withheld: true };
}
