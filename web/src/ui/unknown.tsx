/** In place of a value that no emitter reported. */
export function Unknown() {
  return (
    <span className="faint" title="Not reported">
      –
    </span>
  );
}
