import type { ReactElement } from 'react';
import { described, Field, type FieldProps } from './field.tsx';

/** One file, chosen with the device's own dialog; its form is `multipart`. `accept` helps to choose, the server judges the content. */
export function FileField({ accept, ...props }: FieldProps & { accept?: string | undefined }): ReactElement {
  return (
    <Field {...props}>
      <input {...described(props)} type="file" accept={accept} className="input input-file" />
    </Field>
  );
}
