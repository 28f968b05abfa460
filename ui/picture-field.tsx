import type { ReactElement } from 'react';
import { RadioGroup } from './choice.tsx';
import { Details } from './disclosure.tsx';
import { described, Field, type FieldProps, fieldId } from './field.tsx';
import { useTexts } from './texts.ts';

const ninths = ['nw', 'n', 'ne', 'w', 'c', 'e', 'sw', 's', 'se'] as const;

export interface PictureFieldProps extends FieldProps {
  /** Width over height of what is kept. */
  ratio: 1 | 2;
  /** Which part was chosen, when the last answer was refused. */
  ninth?: string | undefined;
}

/**
 * A picture to send, and which part of it to keep: one of nine places, or a frame to move over it where scripts run. Its form is
 * `multipart`; sends the fields `name`, `frame` and `ninth`.
 */
export function PictureField({ ratio, ninth = 'c', ...props }: PictureFieldProps): ReactElement {
  const { cropping: t } = useTexts();
  const id = fieldId(props.name, props.idPrefix);
  const slider = (axis: 'x' | 'y' | 'size', label: string, min: number, max: number, value: number): ReactElement => (
    <label className="cropper-slider">
      <span>{label}</span>
      <input type="range" data-crop-axis={axis} min={min} max={max} defaultValue={value} />
    </label>
  );
  return (
    <div className="picture-field" data-crop={ratio}>
      <Field {...props}>
        <input
          {...described(props)}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          className="input input-file"
          data-crops={id}
        />
      </Field>
      <input type="hidden" name="frame" value="" />
      <div className="picture-ninths">
        <Details summary={t.which}>
          <RadioGroup
            name="ninth"
            label={t.which}
            value={ninth}
            options={ninths.map((value) => ({ value, label: t.ninths[value] }))}
            idPrefix={id}
            inline
          />
        </Details>
      </div>
      <div className="cropper" hidden>
        <p className="field-help">{t.help}</p>
        <div className="cropper-stage" aria-hidden="true">
          <canvas />
          <div className="cropper-frame" />
        </div>
        {slider('x', t.x, 0, 1000, 500)}
        {slider('y', t.y, 0, 1000, 500)}
        {slider('size', t.size, 10, 100, 100)}
      </div>
    </div>
  );
}
