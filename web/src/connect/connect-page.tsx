import { PageTitle } from '../ui/page-title';
import { Arrivals } from './arrivals';
import { ConnectPanel } from './connect-panel';

/** How to bring another server or client here. */
export function ConnectPage() {
  return (
    <ConnectPanel>
      <PageTitle title="Connect" />
      <Arrivals />
    </ConnectPanel>
  );
}
