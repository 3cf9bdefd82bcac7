import { spellOutControls } from '../json/visible-text';

interface ForeignTextProps {
  readonly text: string;
  readonly className?: string;
  /** Shown whole when pointed at, where it may be cut. */
  readonly title?: string | undefined;
  /** Line breaks stay what they are, for text that is shown in lines. */
  readonly inLines?: boolean;
}

/** Text that somebody else wrote: it keeps its own direction, and what would act on the page instead of being seen is spelled out. */
export function ForeignText({ text, className, title, inLines = false }: ForeignTextProps) {
  return (
    <bdi className={className} title={title === undefined ? undefined : spellOutControls(title)}>
      {inLines ? text.split('\n').map(spellOutControls).join('\n') : spellOutControls(text)}
    </bdi>
  );
}
