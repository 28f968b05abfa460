import type { ReactElement } from 'react';
import { Checkbox, CheckboxGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Section } from '../../../ui/page.tsx';
import { FileField } from '../../files/index.ts';
import { texts } from '../texts.ts';
import type { Composer } from './composer.tsx';

/** Pictures and files, and who is in the pictures: asked each time, for a family may have said no. */
export function PictureFields({
  ctx,
  filled,
  held,
  children,
  errorOf,
}: Composer & { readonly errorOf: (name: string) => string | undefined }): ReactElement {
  const { locale } = ctx;
  const t = texts[locale].composer;
  const error = errorOf('pictured');
  const isNamed = filled.children.length > 0 || filled.names !== '';
  return (
    <>
      <FileField
        name="files"
        label={t.files}
        locale={locale}
        most={15}
        help={t.filesHelp}
        error={errorOf('files')}
        held={held}
        photos
      />
      <Section title={t.pictured} level={2}>
        <p>{t.picturedHelp}</p>
        <Checkbox
          name="pictured"
          value="nobody"
          label={t.nobody}
          checked={filled.pictured === 'nobody' && !isNamed}
          error={error}
        />
        <Details summary={t.some} open={isNamed || errorOf('names') !== undefined}>
          {children && children.length > 0 ? (
            <CheckboxGroup
              name="children"
              label={t.children}
              values={filled.children}
              options={children.map(({ uid, name }) => ({ value: uid, label: name }))}
              inline
            />
          ) : (
            <TextArea
              name="names"
              label={t.names}
              help={t.namesHelp}
              value={filled.names}
              error={errorOf('names')}
              rows={3}
            />
          )}
        </Details>
        <TextField
          name="picturesAlt"
          label={t.alt}
          help={t.altHelp}
          value={filled.picturesAlt}
          error={errorOf('picturesAlt')}
          maxLength={300}
        />
      </Section>
    </>
  );
}
