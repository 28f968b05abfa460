/** Specimens of fields and forms. Their French words are samples, not texts. */
import type { ReactElement } from 'react';
import { Actions, Button, LinkButton } from '../button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup } from '../choice.tsx';
import { DateField, PasswordField, SelectField, TextArea, TextField } from '../field.tsx';
import { FileField } from '../file-field.tsx';
import { FileRow, Files } from '../files.tsx';
import { FilesField } from '../files-field.tsx';
import { Form, FormErrors, Hidden } from '../form.tsx';
import { RecipientsPicker } from '../islands/recipients/recipients.tsx';
import { PictureField } from '../picture-field.tsx';
import { RichTextField } from '../rich-text-field.tsx';
import type { Specimen } from './specimen.tsx';

const levels = ['CP', 'CE1', 'CE2', 'CM1', 'CM2'].map((label) => ({ value: label.toLowerCase(), label }));
const days = [
  { value: 'mon', label: 'Lundi' },
  { value: 'tue', label: 'Mardi', hint: 'sortie à 16 h' },
  { value: 'thu', label: 'Jeudi', disabled: true },
];

const fields = (): ReactElement => (
  <Form action="#" label="Tous les champs" draft="sample">
    <Hidden name="token" value="sample" />
    <TextField name="name" label="Nom d’usage" value="Diallo" autoComplete="family-name" />
    <TextField
      name="mail"
      label="Adresse électronique"
      type="email"
      autoComplete="email"
      help="Seule l’école la voit."
      required
    />
    <TextField
      name="code"
      label="Code de la fiche"
      width="code"
      value="K7PM 2XQ4"
      help="Huit caractères, sous le carré."
    />
    <PasswordField name="password" label="Mot de passe" autoComplete="current-password" />
    <DateField name="birth" label="Date de naissance" help="Celle de l’enfant." />
    <FileField name="file" label="Fichier" help="Un tableau : .csv, .xlsx ou .ods, 10 Mo au plus." accept=".csv" />
    <FilesField
      name="files"
      label="Pièces jointes"
      help="10 fichiers au plus."
      most={10}
      source="/files"
      held={[{ id: 'sample', name: 'Sortie au musée.pdf', size: '1,2 Mo' }]}
    />
    <Files label="Fichiers">
      <FileRow name="Sortie au musée.pdf" facts="1,2 Mo" href="#" says="Télécharger" />
      <FileRow name="jeu.exe" facts="300 ko, bloqué par l’antivirus" says="Télécharger" />
    </Files>
    <PictureField name="picture" label="Photo" help="Une photo JPEG, PNG ou WebP, 15 Mo au plus." ratio={1} />
    <SelectField name="level" label="Niveau" options={levels} placeholder="Choisir" />
    <RadioGroup
      name="rule"
      label="Qui doit signer ?"
      options={[
        { value: 'one', label: 'Un responsable suffit' },
        { value: 'all', label: 'Tous les responsables' },
      ]}
      value="one"
      required
    />
    <CheckboxGroup name="days" label="Jours de garderie" options={days} values={['mon']} />
    <RadioGroup
      name="side"
      label="Demi-journée"
      inline
      options={[
        { value: 'am', label: 'Matin' },
        { value: 'pm', label: 'Après-midi' },
      ]}
    />
    <RadioGroup
      name="accent"
      label="Couleur d’accent"
      inline
      options={[
        { value: 'azur', label: 'Azur', accent: 'azur' },
        { value: 'lilas', label: 'Lilas', accent: 'lilas' },
      ]}
    />
    <RecipientsPicker
      name="to"
      label="Destinataires"
      help="Un nom, une classe, un groupe."
      source="/style"
      none="Personne de ce nom."
    >
      <CheckboxGroup
        name="to"
        label="Destinataires"
        values={['roux']}
        options={[
          { value: 'roux', label: 'Claire ROUX' },
          { value: 'class', label: 'Familles · CE1 Roux', hint: '26 personnes' },
        ]}
      />
    </RecipientsPicker>
    <TextArea name="note" label="Un mot pour l’école" help="Facultatif." maxLength={500} />
    <RichTextField name="text" label="Message" value={'Bonjour,\n\n- bottes\n- goûter'} max={2000} images />
    <Checkbox name="charter" label="J’ai lu la charte du numérique" required />
    <Actions>
      <Button>Enregistrer</Button>
      <LinkButton variant="quiet" href="#champs">
        Annuler
      </LinkButton>
    </Actions>
  </Form>
);

const refused = (): ReactElement => (
  <Form action="#" label="Formulaire refusé">
    <FormErrors
      focus={false}
      errors={[
        { field: 'code', message: 'Le code a 8 caractères : il en manque 2.', idPrefix: 'refused' },
        { field: 'level', message: 'Choisissez un niveau.', idPrefix: 'refused' },
        { message: 'Le service de l’académie ne répond pas. Réessayez dans quelques minutes.' },
      ]}
    />
    <TextField
      idPrefix="refused"
      name="code"
      label="Code de la fiche"
      width="code"
      value="K7PM2X"
      required
      error="Le code a 8 caractères : il en manque 2."
    />
    <SelectField
      idPrefix="refused"
      name="level"
      label="Niveau"
      options={levels}
      placeholder="Choisir"
      error="Choisissez un niveau."
    />
    <RadioGroup
      idPrefix="refused"
      name="rule"
      label="Qui doit signer ?"
      options={[
        { value: 'one', label: 'Un responsable suffit' },
        { value: 'all', label: 'Tous' },
      ]}
      error="Dites qui doit signer."
    />
    <Checkbox
      idPrefix="refused"
      name="charter"
      label="J’ai lu la charte"
      error="Cochez la case pour continuer."
      required
    />
    <Actions>
      <Button>Corriger et envoyer</Button>
    </Actions>
  </Form>
);

export const forms: readonly Specimen[] = [
  { id: 'champs', title: 'Champs', show: fields },
  { id: 'refus', title: 'Formulaire refusé', show: refused },
];
