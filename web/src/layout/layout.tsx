import './layout.css';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { LiveRefresh } from '../live/live-refresh';
import { Keyboard } from '../palette/keyboard';
import { useScopedHref, useUrlParameter } from '../period/page-scope';
import { PeriodPicker } from '../period/period-picker';
import { ThemeSwitch } from '../theme/theme-switch';
import { RefreshControl } from './refresh-control';
import { ScopePicker } from './scope-picker';
import { screens } from './screens';
import { StaleNote } from './stale-note';
import { TokenPrompt } from './token-prompt';
import { useScrollPosition } from './use-scroll-position';

/** Header with the ways to every screen and what all of them share; the screen below. */
export function Layout({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const scopedHref = useScopedHref();
  const detailsOpen = useUrlParameter('op') !== undefined;
  useScrollPosition();
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="header">
        <Link className="brand" href={scopedHref('/sessions')}>
          <img src="/favicon.svg" width="22" height="22" alt="" />
          <span>Callsight</span>
        </Link>
        <nav className="nav" aria-label="Screens">
          {screens.map(({ path, name }) => (
            <Link
              key={path}
              href={scopedHref(path)}
              aria-current={location === path || location.startsWith(`${path}/`) ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className="controls">
          <ScopePicker />
          <PeriodPicker />
          <RefreshControl />
        </div>
        <div className="header-tools">
          <Keyboard />
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className="main" tabIndex={-1} data-details={detailsOpen}>
        <StaleNote />
        {children}
      </main>
      <LiveRefresh />
      <TokenPrompt />
    </>
  );
}
