/** A client as it named itself at initialize. */
export function ClientName({ name, version }: { name: string | null; version?: string | null }) {
  if (name === null) return <span className="faint">unknown</span>;
  return (
    <span className="client-name" title={version ? `${name} ${version}` : name}>
      {name} {version ? <span className="faint">{version}</span> : null}
    </span>
  );
}
