import type { ReactNode } from 'react';

interface Props {
  kind: 'info' | 'warning' | 'error';
  testId?: string;
  children: ReactNode;
}

/** Something that the user should know, read out by screen readers when it appears. */
export function Notice({ kind, testId = 'notice', children }: Props) {
  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'} data-testid={testId}>
      {children}
    </div>
  );
}
