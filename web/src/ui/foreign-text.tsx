import { spellOutControls } from '../json/visible-text';

interface ForeignTextProps {
  readonly text: string;
  readonly className?: string;
  /** Shown whole when pointed at, where it may be cut. */
  readonly title?: string | undefined;
}

/** Text that somebody else wrote: it keeps its own direction, and what would act on the page instead of being seen is spelled out. */
export function ForeignText({ text, className, title }: ForeignTextProps) {
  return (
    <bdi className={className} title={title === undefined ? undefined : spellOutControls(title)}>
      {spellOutControls(text)}
    </bdi>
  );
}
