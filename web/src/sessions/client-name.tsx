import { spellOutControls } from '../json/visible-text';
import { ForeignText } from '../ui/foreign-text';

/** A client as it named itself at initialize. */
export function ClientName({ name, version }: { name: string | null; version?: string | null }) {
  if (name === null) return <span className="faint">unknown</span>;
  return (
    <span className="client-name" title={spellOutControls(version ? `${name} ${version}` : name)}>
      <ForeignText text={name} /> {version ? <ForeignText className="faint" text={version} /> : null}
    </span>
  );
}
