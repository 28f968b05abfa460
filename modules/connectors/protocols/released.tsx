import type { ReactElement } from 'react';
import { Details } from '../../../ui/disclosure.tsx';
import { TextField } from '../../../ui/field.tsx';
import { type Attribute, attributes, attributeTexts } from '../../identity/index.ts';
import { texts } from '../texts.ts';
import { errorFor, type FieldsetProps } from './part.ts';

/** A field per attribute, for the names under which it leaves: those that leave first, the others folded away. */
export function ReleasedNames({ ctx, fields, errors }: FieldsetProps): ReactElement {
  const words = attributeTexts[ctx.locale].attributes;
  const chosen = attributes.filter((attribute) => fields[`as_${attribute}`]);
  const field = (attribute: Attribute): ReactElement => (
    <TextField
      key={attribute}
      name={`as_${attribute}`}
      label={words[attribute]}
      value={fields[`as_${attribute}`]}
      error={fields[`as_${attribute}`] ? errorFor(errors, 'released') : undefined}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
  return (
    <>
      <div className="form-columns">{(chosen.length > 0 ? chosen : attributes).map(field)}</div>
      {chosen.length > 0 && (
        <Details summary={texts[ctx.locale].otherData}>
          <div className="form-columns">{attributes.filter((one) => !chosen.includes(one)).map(field)}</div>
        </Details>
      )}
    </>
  );
}
