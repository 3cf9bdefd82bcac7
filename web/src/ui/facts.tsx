import type { ReactNode } from 'react';
import { ForeignText } from './foreign-text';

/** Name and value pairs. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** One pair; left out when there is no value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{typeof children === 'string' ? <ForeignText text={children} /> : children}</dd>
    </div>
  );
}
