import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { ForeignText } from './foreign-text';

interface PageTitleProps {
  readonly title: string;
  /** The screen that lists what this one shows. */
  readonly parent?: { readonly name: string; readonly href: string };
  readonly children?: ReactNode;
}

/** Heading of a screen, also in the browser's tab, after the way back to the screen above it. */
export function PageTitle({ title, parent, children }: PageTitleProps) {
  useEffect(() => {
    document.title = `${title} · Callsight`;
  }, [title]);
  return (
    <div className="page-title">
      {parent === undefined ? null : (
        <nav className="page-parent" aria-label="Breadcrumb">
          <Link className="text-link" href={parent.href}>
            {parent.name}
          </Link>
          <span aria-hidden="true">/</span>
        </nav>
      )}
      <h1>
        <ForeignText text={title} />
      </h1>
      {children}
    </div>
  );
}
