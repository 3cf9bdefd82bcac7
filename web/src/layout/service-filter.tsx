import { useServices } from '../api/queries';
import { usePageScope, useUrlChange } from '../period/page-scope';
import { Select } from '../ui/select';

/** Narrows the whole page to one instrumented server. */
export function ServiceFilter() {
  const { service = '' } = usePageScope();
  const changeUrl = useUrlChange();
  const names = useServices().data?.items.map(({ name }) => name) ?? [];
  const known = service === '' || names.includes(service) ? names : [service, ...names];
  return (
    <Select
      label="Server"
      value={service}
      options={[['', 'All servers'], ...known.map((name) => [name, name] as const)]}
      onChange={(next) => changeUrl({ service: next })}
    />
  );
}
