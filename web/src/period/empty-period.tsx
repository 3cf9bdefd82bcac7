import { useOverview } from '../api/queries';
import { EmptyState } from '../ui/messages';
import { Age } from '../ui/time';
import { usePageScope, useUrlChange } from './page-scope';
import { describeRange } from './period';

interface EmptyPeriodProps {
  readonly noun: string;
  /** Clears the screen's own filters; given while they may be the reason. */
  readonly onClear?: (() => void) | undefined;
}

/** An answer without rows: names the likely reason and offers the step that finds some. */
export function EmptyPeriod({ noun, onClear }: EmptyPeriodProps) {
  const { range, service } = usePageScope();
  const changeUrl = useUrlChange();
  const lastOperationAt = useOverview().data?.lastOperationAt;
  if (onClear !== undefined) {
    return (
      <EmptyState icon="search" title={`No ${noun} match the filters`}>
        <button type="button" className="button" onClick={onClear}>
          Clear filters
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="clock" title={`No ${noun} in this period`}>
      <p>
        {describeRange(range)}
        {service === undefined ? '' : ` of ${service}`}.
        {lastOperationAt ? (
          <>
            {' '}
            The newest operation came <Age time={lastOperationAt} />.
          </>
        ) : null}
      </p>
      <div className="message-actions">
        {range.from === 'now-30d' ? null : (
          <button type="button" className="button" onClick={() => changeUrl({ from: 'now-30d', to: 'now' })}>
            Show the last 30 days
          </button>
        )}
        {service === undefined ? null : (
          <button type="button" className="button" onClick={() => changeUrl({ service: undefined })}>
            Show all servers
          </button>
        )}
      </div>
    </EmptyState>
  );
}
