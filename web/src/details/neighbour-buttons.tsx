import type { OperationDetail } from '@callsight/query-service/contract';
import { toOperationId } from '../operations/operation';
import { useUrlChange } from '../period/page-scope';
import { Icon } from '../ui/icons';

type Neighbours = Pick<OperationDetail, 'previous' | 'next'>;

/** Steps to the call before or after it in its session. */
export function NeighbourButtons({ previous, next }: Neighbours) {
  const changeUrl = useUrlChange();
  const go = (neighbour: Neighbours['next']) => {
    if (neighbour !== null) changeUrl({ op: toOperationId(neighbour) }, { replace: true });
  };
  return (
    <div className="button-group">
      <button
        type="button"
        className="button button-small"
        data-neighbour="previous"
        disabled={previous === null}
        title={previous === null ? 'It is the first of its session' : `${previous.target ?? 'Previous'} ([)`}
        onClick={() => go(previous)}
      >
        <Icon name="back" size={12} /> Previous
      </button>
      <button
        type="button"
        className="button button-small"
        data-neighbour="next"
        disabled={next === null}
        title={next === null ? 'It is the last of its session' : `${next.target ?? 'Next'} (])`}
        onClick={() => go(next)}
      >
        Next <Icon name="forward" size={12} />
      </button>
    </div>
  );
}
