import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { usePageScope, useScopedHref, useUrlChange } from '../period/page-scope';
import { Icon } from '../ui/icons';
import { KeysDialog } from './keys-dialog';
import { Palette } from './palette';
import type { ShortcutAction } from './shortcuts';
import { useShortcuts } from './use-shortcuts';

/** The button that opens the palette, and the keys that work everywhere. */
export function Keyboard() {
  const [open, setOpen] = useState<'palette' | 'help'>();
  const act = useAction(setOpen);
  useShortcuts(act);
  const close = () => setOpen(undefined);
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Search"
        title="Search (/ or Ctrl K); ? shows all keys"
        data-testid="open-palette"
        onClick={() => setOpen('palette')}
      >
        <Icon name="search" size={15} />
      </button>
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'help' ? <KeysDialog onClose={close} /> : null}
    </>
  );
}

function useAction(open: (what: 'palette' | 'help') => void): (action: ShortcutAction) => void {
  const [, navigate] = useLocation();
  const scopedHref = useScopedHref();
  const changeUrl = useUrlChange();
  const queryClient = useQueryClient();
  const { refresh } = usePageScope();
  return (action) => {
    switch (action) {
      case 'palette':
      case 'help':
        return open(action);
      case 'refresh':
        return void queryClient.invalidateQueries();
      case 'pause':
        return changeUrl({ refresh: refresh === 'off' ? undefined : 'off' }, { replace: true });
      case 'previous':
      case 'next':
        // The open call knows its neighbours and has a button to each.
        return document.querySelector<HTMLElement>(`[data-neighbour="${action}"]`)?.click();
      default:
        return navigate(scopedHref(action));
    }
  };
}
