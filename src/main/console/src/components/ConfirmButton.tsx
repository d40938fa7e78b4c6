import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface Props {
  text: string;
  question: string;
  explanation: string;
  testId: string;
  isDisabled?: boolean;
  onConfirm: () => void;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmButton({ text, question, explanation, testId, isDisabled = false, onConfirm }: Props) {
  return (
    <DialogTrigger>
      <Button className="button danger" data-testid={testId} isDisabled={isDisabled}>
        {text}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog role="alertdialog" className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{question}</Heading>
                <p>{explanation}</p>
                <div className="row end">
                  <Button className="button" onPress={close} data-testid="cancel">
                    Cancel
                  </Button>
                  <Button
                    className="button danger"
                    data-testid={`${testId}-confirm`}
                    onPress={() => {
                      close();
                      onConfirm();
                    }}
                  >
                    {text}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
