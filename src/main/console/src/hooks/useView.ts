import { type RefObject, useEffect, useRef } from 'react';

/** Gives a view its title, and moves the focus to its heading when it is opened. */
export function useView(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}
