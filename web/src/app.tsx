import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import { ActivityPage } from './activity/activity-page';
import { ClientsPage } from './clients/clients-page';
import { ConnectGate } from './connect/connect-gate';
import { ConnectPage } from './connect/connect-page';
import { ErrorPage } from './errors/error-page';
import { parseErrorPath } from './errors/error-path';
import { ErrorsPage } from './errors/errors-page';
import { HealthPage } from './health/health-page';
import { Layout } from './layout/layout';
import { LivePage } from './live/live-page';
import { useScopedHref } from './period/page-scope';
import { parseSessionPath } from './sessions/session-path';
import { SessionsPage } from './sessions/sessions-page';
import { ToolCallsPage } from './tool-calls/tool-calls-page';
import { ToolPage } from './tools/tool-page';
import { parseToolPath } from './tools/tool-path';
import { ToolsPage } from './tools/tools-page';
import { ErrorBoundary } from './ui/error-boundary';
import { EmptyState } from './ui/messages';

// A name may hold line breaks, which the router's patterns do not match.
const sessionAddress = /^\/sessions\/./s;
const toolAddress = /^\/tools\/./s;
const errorAddress = /^\/errors\/./s;

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
            <Route path={sessionAddress} component={Activity} />
            <Route path="/tool-calls" component={ToolCallsPage} />
            <Route path="/tools" component={ToolsPage} />
            <Route path={toolAddress} component={Tool} />
            <Route path="/clients" component={ClientsPage} />
            <Route path="/errors" component={ErrorsPage} />
            <Route path={errorAddress} component={ErrorKind} />
            <Route path="/health" component={HealthPage} />
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

function Tool() {
  const name = parseToolPath(usePathname());
  return name === undefined ? <NotFound /> : <ToolPage key={name} name={name} />;
}

function ErrorKind() {
  const fingerprint = parseErrorPath(usePathname());
  return fingerprint === undefined ? <NotFound /> : <ErrorPage key={fingerprint} fingerprint={fingerprint} />;
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
