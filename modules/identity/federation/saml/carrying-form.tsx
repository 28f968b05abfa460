import type { ReactElement } from 'react';
import { Actions, Button } from '../../../../ui/button.tsx';
import { Form, Hidden } from '../../../../ui/form.tsx';

/** A message of ours that a form carries to another house, with a button for whose browser does not send it by itself. */
export const CarryingForm = ({
  to,
  fields,
  label,
}: {
  to: string;
  fields: Readonly<Record<string, string>>;
  label: string;
}): ReactElement => (
  <Form action={to} fullLoad sendsItself>
    {Object.entries(fields).map(([name, value]) => (
      <Hidden key={name} name={name} value={value} />
    ))}
    <Actions>
      <Button>{label}</Button>
    </Actions>
  </Form>
);
