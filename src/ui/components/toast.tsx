import { t } from '../words.ts';
import { Button } from './button.tsx';

export interface ToastMessage {
  readonly words: string;
  readonly undo?: () => void;
}

interface ToastProps {
  readonly message: ToastMessage | undefined;
  readonly onDismiss: () => void;
}

/** What was just done, with a way back. It stays until it is dismissed: nobody has to hurry. */
export const Toast = ({ message, onDismiss }: ToastProps) => (
  <div class="toast-place" role="status">
    {message && (
      <div class="toast" data-testid="toast">
        <span>{message.words}</span>
        {message.undo && (
          <Button testId="undo" onClick={message.undo}>
            {t('common_undo')}
          </Button>
        )}
        <Button kind="quiet" label={t('common_dismiss')} onClick={onDismiss}>
          ×
        </Button>
      </div>
    )}
  </div>
);
