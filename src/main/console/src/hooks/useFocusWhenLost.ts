import { type RefObject, useEffect, useRef } from 'react';

/** Moves the focus to an element when the part of it that had the focus is gone, after a change of what it shows. */
export function useFocusWhenLost<T extends HTMLElement>(shown: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    // A click beside everything takes the focus away as well, and says so by no other event
    const note = ({ target }: Event): void => {
      hadFocus.current = element.current?.contains(target as Node) ?? false;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, []);
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      element.current?.focus();
    }
  }, [shown]);
  return element;
}
