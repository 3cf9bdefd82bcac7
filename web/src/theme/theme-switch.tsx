import { Icon, type IconName } from '../ui/icons';
import { type ThemeChoice, useTheme } from './theme';

const order: Record<ThemeChoice, { next: ThemeChoice; icon: IconName; label: string }> = {
  system: { next: 'light', icon: 'system', label: 'Theme: system' },
  light: { next: 'dark', icon: 'sun', label: 'Theme: light' },
  dark: { next: 'system', icon: 'moon', label: 'Theme: dark' },
};

export function ThemeSwitch() {
  const { choice, choose } = useTheme();
  const { next, icon, label } = order[choice];
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} data-testid="theme-switch" onClick={() => choose(next)}>
      <Icon name={icon} size={15} />
    </button>
  );
}
