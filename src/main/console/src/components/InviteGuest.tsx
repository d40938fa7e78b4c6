import { type FormEvent, useRef, useState } from 'react';
import { Button, FieldError, Form, Input, Label, TextField } from 'react-aria-components';
import { inWords } from '../api/errors';
import type { Session } from '../api/session';
import { invite } from '../api/telemed';
import { type Invitation, invitablePeople, LONGEST_NAME, phoneOf, ROLES, VALIDITIES } from '../visit/invitation';
import type { VisitStatus } from '../visit/status';
import { nameOfParticipant } from '../visit/words';
import { Choice } from './Choice';
import { InvitationLink } from './InvitationLink';
import { Notice } from './Notice';
import { PendingButton } from './PendingButton';

interface Props {
  session: Session;
  id: string;
  status: VisitStatus;
  onDone: () => void;
}

const HOUR = 3_600_000;

/** Asks whom to invite, and shows the link. */
export function InviteGuest({ session, id, status, onDone }: Props) {
  const [participant, setParticipant] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const [hours, setHours] = useState(24);
  const [phone, setPhone] = useState('');
  const [problem, setProblem] = useState<string>();
  const [invitation, setInvitation] = useState<Invitation>();
  const [isPending, setIsPending] = useState(false);
  const isSent = useRef(false);
  const people = invitablePeople(status);

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isSent.current) {
      return;
    }
    isSent.current = true;
    setIsPending(true);
    setProblem(undefined);
    const whom = participant ? { participant } : { name: name.trim() };
    const number = phoneOf(phone);
    const until = new Date(Date.now() + hours * HOUR);
    invite(session, id, { ...whom, role, until, ...(number && { phone: number }) })
      .then(setInvitation, (error: unknown) => setProblem(inWords(error)))
      .finally(() => {
        isSent.current = false;
        setIsPending(false);
      });
  };

  if (invitation) {
    return <InvitationLink invitation={invitation} onDone={onDone} />;
  }
  return (
    <Form className="form" onSubmit={send} data-testid="invite-form">
      {problem && (
        <Notice kind="error" testId="invite-problem">
          {problem}
        </Notice>
      )}
      {people.length > 0 && (
        <Choice
          label="Who"
          testId="invite-person"
          value={participant}
          onChange={setParticipant}
          options={[['', 'Somebody new'], ...people.map((person): [string, string] => [person.reference!, nameOfParticipant(person)])]}
        />
      )}
      {!participant && (
        <TextField className="field" isRequired autoFocus={people.length === 0} value={name} onChange={setName} maxLength={LONGEST_NAME} validate={nameProblem}>
          <Label>Name</Label>
          <Input data-testid="invite-name" />
          <FieldError className="field-error">{nameProblem('')}</FieldError>
        </TextField>
      )}
      <Choice label="Comes as" testId="invite-role" value={role} onChange={setRole} options={ROLES} />
      <Choice
        label="The link works for"
        testId="invite-until"
        value={String(hours)}
        onChange={(value) => setHours(Number(value))}
        options={VALIDITIES.map(([time, text]) => [String(time), text])}
      />
      {session.config.invitationSms && (
        <TextField
          className="field"
          type="tel"
          value={phone}
          onChange={setPhone}
          validate={phoneProblem}
        >
          <Label>Send by SMS to (optional)</Label>
          <Input data-testid="invite-phone" />
          <FieldError className="field-error" />
        </TextField>
      )}
      <div className="row end">
        <Button className="button" isDisabled={isPending} onPress={onDone} data-testid="cancel">
          Cancel
        </Button>
        <PendingButton className="button primary" type="submit" isPending={isPending} data-testid="invite-send">
          {phone ? 'Invite and send' : 'Make a link'}
        </PendingButton>
      </div>
    </Form>
  );
}

function nameProblem(text: string): string | null {
  return text.trim() === '' ? 'Say who it is.' : null;
}

function phoneProblem(text: string): string | null {
  return text.trim() === '' || phoneOf(text) ? null : 'Write it with the country code, such as +43 664 1234567.';
}
