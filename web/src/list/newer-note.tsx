/** Beside the title of a list that stands still for its reader: it has changed meanwhile. */
export function NewerNote({ newer, onShow }: { newer: boolean; onShow: () => void }) {
  if (!newer) return null;
  return (
    <button type="button" className="button button-small newer-note" onClick={onShow} data-testid="newer-note">
      Newer ones have arrived: show
    </button>
  );
}
