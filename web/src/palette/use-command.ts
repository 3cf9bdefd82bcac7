import { useLocation } from 'wouter';
import { useUrlChange } from '../period/page-scope';
import { useTheme } from '../theme/theme';
import type { Command } from './commands';

/** Does what a command says, after `onClose`. */
export function useCommand(onClose: () => void): (command: Command) => void {
  const [, navigate] = useLocation();
  const changeUrl = useUrlChange();
  const { choose } = useTheme();
  return ({ does }) => {
    onClose();
    if ('href' in does) navigate(does.href);
    else if ('change' in does) changeUrl(does.change);
    else choose(does.theme);
  };
}
