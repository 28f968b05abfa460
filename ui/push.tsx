import type { ReactElement } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export interface PushFormProps {
  /** Where the form brings what the browser gives. */
  action: string;
  /** By which the browser's push service knows us, base64url. */
  publicKey: string;
  submit: string;
  /** Where the browser can show no notification, or runs no script. */
  without: string;
  /** Where its person refused. */
  denied: string;
  failed: string;
}

/** A form that asks the browser for the address at which it can be told. Only a script can: until it runs, the page says what is missing. */
export function PushForm({ action, publicKey, submit, without, denied, failed }: PushFormProps): ReactElement {
  return (
    <>
      <p data-push-without>{without}</p>
      <form
        className="form"
        action={action}
        method="post"
        data-turbo="false"
        data-push={publicKey}
        data-push-denied={denied}
        data-push-failed={failed}
        hidden
      >
        <input type="hidden" name="endpoint" />
        <input type="hidden" name="p256dh" />
        <input type="hidden" name="auth" />
        <div hidden data-push-refused>
          <Notice tone="attention">
            <p data-push-words />
          </Notice>
        </div>
        <Button variant="secondary" icon="bell">
          {submit}
        </Button>
      </form>
    </>
  );
}
