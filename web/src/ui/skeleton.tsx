const widths = ['92%', '64%', '78%', '85%', '58%', '88%', '71%', '80%'];

/** Lines in place of rows that are being read. */
export function SkeletonRows() {
  return (
    <div className="skeleton-rows" role="status" aria-label="Loading">
      {widths.map((width) => (
        <span key={width} className="skeleton" style={{ width }} />
      ))}
    </div>
  );
}
