import type { ReactElement, ReactNode } from 'react';
import { Button, type ButtonVariant } from './button.tsx';
import type { IconName } from './icon.tsx';
import { useTexts } from './texts.ts';

interface Common {
  /** Where the form goes once the passkey has answered. */
  action: string;
  submit: string;
  variant?: ButtonVariant | undefined;
  wide?: boolean | undefined;
  icon?: IconName | undefined;
  /** The field that carries the answer, as JSON. */
  name?: string | undefined;
  /** Radios of another form of the page whose choice goes along. */
  copies?: string | undefined;
  /** A name that screen readers announce. */
  label?: string | undefined;
  /** Hidden values, or fields above the button. */
  children?: ReactNode | undefined;
}

export interface PasskeyFormProps extends Common {
  /** Where the script asks for what the passkey has to sign, at the press. */
  asks: string;
}

export interface NewPasskeyFormProps extends Common {
  /** What the browser needs to make one (`PublicKeyCredentialCreationOptions`, as JSON). */
  options: string;
}

/** A form that a passkey fills in. Only a script can ask for one: until it runs there is nothing to see. */
export const PasskeyForm = ({ asks, ...form }: PasskeyFormProps): ReactElement => (
  <Frame {...form} data={{ 'data-passkey': 'give', 'data-passkey-asks': asks }} />
);

/** A form that makes a new passkey. Without script it says what is missing. */
export function NewPasskeyForm({ options, ...form }: NewPasskeyFormProps): ReactElement {
  const texts = useTexts();
  return (
    <>
      <p data-passkey-without>{texts.passkey.without}</p>
      <Frame {...form} data={{ 'data-passkey': 'make', 'data-passkey-options': options }} />
    </>
  );
}

function Frame(props: Common & { data: Readonly<Record<string, string>> }): ReactElement {
  const { action, submit, variant, wide, icon, name = 'credential', copies, label, children, data } = props;
  const { passkey } = useTexts();
  return (
    <form
      className="form"
      action={action}
      method="post"
      data-turbo="false"
      aria-label={label}
      hidden
      {...data}
      data-passkey-copies={copies}
      data-passkey-refused={passkey.refused}
      data-passkey-known={passkey.known}
      data-passkey-failed={passkey.failed}
    >
      {children}
      <input type="hidden" name={name} data-passkey-answer />
      <Button variant={variant} wide={wide} icon={icon}>
        {submit}
      </Button>
      {/* Empty until something is said: a region that is hidden would not be announced. */}
      <p role="alert" data-passkey-says />
    </form>
  );
}
