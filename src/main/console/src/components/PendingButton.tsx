import { Button, type ButtonProps } from 'react-aria-components';

/**
 * A button that does nothing while the server has not answered. It is not disabled, which would take the focus away from
 * whoever uses the keyboard. React Aria's own isPending announces the button by a reference to it, which is left behind
 * when the button goes.
 */
export function PendingButton({ isPending, onPress, ...props }: ButtonProps & { isPending: boolean }) {
  return (
    <Button {...props} aria-disabled={isPending} onPress={(event) => void (isPending || onPress?.(event))} />
  );
}
