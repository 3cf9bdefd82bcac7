import { Icon } from '../ui/icons';
import { Popover } from '../ui/popover';
import { CustomRange } from './custom-range';
import { usePageScope, useUrlChange } from './page-scope';
import { describeRange, describeRangeShortly, presets, toRangeParameters } from './period';

/** The period that every number on the page covers. */
export function PeriodPicker() {
  const { range } = usePageScope();
  const changeUrl = useUrlChange();
  return (
    <Popover
      label="Period"
      testId="period-picker"
      button={
        <>
          <Icon name="calendar" />
          <span className="wide-only">{describeRange(range)}</span>
          <span className="narrow-only">{describeRangeShortly(range, Date.now())}</span>
          <Icon name="chevron" size={12} />
        </>
      }
    >
      {(close) => (
        <>
          <div className="period-presets">
            {presets.map(({ from, short, label }) => (
              <button
                key={from}
                type="button"
                className="button"
                aria-pressed={range.from === from && range.to === 'now'}
                title={label}
                onClick={() => {
                  changeUrl(toRangeParameters({ from, to: 'now' }));
                  close();
                }}
              >
                {short}
              </button>
            ))}
          </div>
          <CustomRange
            range={range}
            onPick={(next) => {
              changeUrl(toRangeParameters(next));
              close();
            }}
          />
          <p className="popover-hint">Drag across any chart to narrow the page to that stretch; Back undoes it.</p>
        </>
      )}
    </Popover>
  );
}
