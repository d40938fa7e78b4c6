import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus to an element when it appears, where what had the focus is gone. */
export function useFocus<T extends HTMLElement>(wanted = true): RefObject<T | null> {
  const element = useRef<T>(null);
  const first = useRef(wanted);
  useEffect(() => {
    if (first.current) {
      element.current?.focus();
    }
  }, []);
  return element;
}
