import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import { ActivityPage } from './activity/activity-page';
import { ClientsPage } from './clients/clients-page';
import { ConnectGate } from './connect/connect-gate';
import { ConnectPage } from './connect/connect-page';
import { Layout } from './layout/layout';
import { LivePage } from './live/live-page';
import { useScopedHref } from './period/page-scope';
import { parseSessionPath } from './sessions/session-path';
import { SessionsPage } from './sessions/sessions-page';
import { ToolCallsPage } from './tool-calls/tool-calls-page';
import { parseToolPath } from './tools/tool-path';
import { ToolsPage } from './tools/tools-page';
import { ErrorBoundary } from './ui/error-boundary';
import { EmptyState } from './ui/messages';

/** The screens and their addresses. */
export function App() {
  const [location] = useLocation();
  const scopedHref = useScopedHref();
  return (
    <Layout>
      <ErrorBoundary key={location}>
        <ConnectGate>
          <Switch>
            <Route path="/">
              <Redirect to={scopedHref('/sessions')} replace />
            </Route>
            <Route path="/sessions" component={SessionsPage} />
            <Route path="/sessions/*" component={Activity} />
            <Route path="/tool-calls" component={ToolCallsPage} />
            <Route path="/tools" component={ToolsPage} />
            <Route path="/tools/*" component={ToolCalls} />
            <Route path="/clients" component={ClientsPage} />
            <Route path="/live" component={LivePage} />
            <Route path="/connect" component={ConnectPage} />
            <Route component={NotFound} />
          </Switch>
        </ConnectGate>
      </ErrorBoundary>
    </Layout>
  );
}

/** The router decodes addresses only halfway; keys may hold slashes, so the key is read from the raw one. */
function Activity() {
  const sessionKey = parseSessionPath(usePathname());
  return sessionKey === undefined ? <NotFound /> : <ActivityPage key={sessionKey} sessionKey={sessionKey} />;
}

/** The calls of one tool. */
function ToolCalls() {
  const scopedHref = useScopedHref();
  return <Redirect to={scopedHref('/tool-calls', { tool: parseToolPath(usePathname()) })} replace />;
}

function NotFound() {
  const scopedHref = useScopedHref();
  return (
    <EmptyState icon="search" title="There is no such page">
      <Link className="text-link" href={scopedHref('/sessions')}>
        Go to the sessions
      </Link>
    </EmptyState>
  );
}
