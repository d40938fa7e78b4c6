import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Session } from '../api/session';
import type { VisitStatus } from '../visit/status';
import { InviteGuest } from './InviteGuest';

/** Opens the dialog that invites somebody without a login. A click beside it does not close it: the link is shown once. */
export function InviteButton({ session, id, status }: { session: Session; id: string; status: VisitStatus }) {
  return (
    <DialogTrigger>
      <Button className="button" data-testid="invite">
        Invite a guest
      </Button>
      <ModalOverlay className="overlay">
        <Modal className="modal">
          <Dialog className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">Invite a guest</Heading>
                <InviteGuest session={session} id={id} status={status} onDone={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
