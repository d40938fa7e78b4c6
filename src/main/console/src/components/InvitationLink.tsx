import { useRef, useState } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import { useFocus } from '../hooks/useFocus';
import { useNow } from '../hooks/useNow';
import type { Invitation } from '../visit/invitation';
import { timeInWords } from '../visit/words';

/** The link of an invitation, to be copied: it cannot be shown again. */
export function InvitationLink({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) {
  const link = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<string>();
  const copy = (): void => {
    link.current?.select();
    navigator.clipboard.writeText(invitation.url).then(
      () => setCopied('Copied.'),
      () => setCopied('Your browser does not copy it. It is marked: copy it with the keyboard.'),
    );
  };
  return (
    <div className="form" ref={useFocus<HTMLDivElement>()} tabIndex={-1} data-testid="invitation">
      <p role="status">{sentInWords(invitation)}</p>
      <TextField className="field" isReadOnly value={invitation.url}>
        <Label>Link</Label>
        <Input ref={link} data-testid="invitation-link" />
      </TextField>
      <p>{termsInWords(invitation, useNow())}</p>
      <p className="muted">The link is shown only now. If it is lost, invite the same person again: the old link ends then.</p>
      <p role="status">{copied}</p>
      <div className="row end">
        <Button className="button primary" onPress={copy} data-testid="copy-link">
          Copy the link
        </Button>
        <Button className="button" onPress={onDone} data-testid="invitation-done">
          Done
        </Button>
      </div>
    </div>
  );
}

function sentInWords({ sent }: Invitation): string {
  switch (sent) {
    case true:
      return 'The link was sent.';
    case false:
      return 'The link could not be sent. Copy it and send it yourself.';
    case undefined:
      return 'Copy this link and send it to your guest.';
  }
}

function termsInWords({ expires }: Invitation, now: Date): string {
  const until = expires ? ` until ${timeInWords(expires, now)}, and` : '';
  return `It is for one person and one browser. It works${until} only while your guest is listed on this visit.`;
}
