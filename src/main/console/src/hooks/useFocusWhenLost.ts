import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus to an element when the part of it that had the focus is gone, after a change of what it shows. */
export function useFocusWhenLost<T extends HTMLElement>(shown: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const note = (): void => {
      hadFocus.current = element.current?.contains(document.activeElement) ?? false;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      element.current?.focus();
    }
  }, [shown]);
  return element;
}
