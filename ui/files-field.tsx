import type { ReactElement } from 'react';
import { described, Field, type FieldProps, fieldId } from './field.tsx';
import { useTexts } from './texts.ts';

/** A file that is here already: its form names it instead of sending it. */
export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly size: string;
}

export interface FilesFieldProps extends FieldProps {
  accept?: string | undefined;
  /** Files at most, those here already included. */
  most: number;
  /** Photos are made smaller on the device before they leave it. */
  photos?: boolean | undefined;
  held: readonly HeldFile[];
  /** Where the script sends them (tus). */
  source: string;
  school?: string | undefined;
}

/**
 * Several files. Without a script they travel with the form, which is `multipart`; those that are here already can be left out again by
 * their boxes. With one, each is sent as soon as it is chosen, and only its id travels with the form (`<name>Ids`).
 */
export function FilesField({ accept, most, photos, held, source, school, ...props }: FilesFieldProps): ReactElement {
  const { files: t } = useTexts();
  const id = fieldId(props.name, props.idPrefix);
  const words = {
    sending: t.sending,
    done: t.done,
    failed: t.failed,
    cut: t.cut,
    remove: t.remove,
    removed: t.removed,
    tooMany: t.tooMany(most),
    tooLarge: t.tooLarge,
    wait: t.wait,
    empty: t.empty,
    gone: t.gone,
  };
  return (
    <div
      className="files-field"
      data-uploads={source}
      data-uploads-most={most}
      data-uploads-photos={photos}
      data-uploads-school={school}
      data-uploads-words={JSON.stringify(words)}
    >
      <Field {...props}>
        <input {...described(props)} type="file" multiple={most > 1} accept={accept} className="input input-file" />
      </Field>
      <ul className="files-held" aria-label={t.held} hidden={held.length === 0}>
        {held.map((file) => (
          <li className="file-held" key={file.id}>
            <label className="choice" htmlFor={`${id}-${file.id}`}>
              <input type="checkbox" id={`${id}-${file.id}`} name={`${props.name}Ids`} value={file.id} defaultChecked />
              <span>
                {file.name} <span className="file-facts">({file.size})</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}
