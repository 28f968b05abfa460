import { defineTexts } from '../../../platform/texts/texts.ts';

/** The photo of a person, and the faces of a class. */
export const texts = defineTexts({
  fr: {
    photo: 'Photo',
    title: (name: string) => `Photo de ${name}`,
    lead: 'Votre photo est vue par ceux qui vous voient dans l’annuaire. Vous la retirez quand vous voulez.',
    leadPupil:
      'La photo est vue par la classe : élèves, familles, adultes. Elle ne se montre que tant que les responsables légaux l’acceptent.',
    noConsent: 'Les responsables légaux ne l’ont pas accepté',
    noConsentText:
      'Sans leur accord pour « Dans la classe, sur Préau », aucune photo n’est gardée. Ils répondent dans « Droit à l’image ».',
    noConsentKept:
      'La photo en place ne se montre plus à personne. Retirez-la, ou attendez leur accord dans « Droit à l’image ».',
    another: 'Une autre photo',
    help: 'Une photo JPEG, PNG ou WebP, 15 Mo au plus. Le lieu et l’appareil notés dans la photo sont effacés.',
    save: 'Enregistrer la photo',
    remove: 'Retirer la photo',
    saved: 'La photo est enregistrée.',
    removed: 'La photo est retirée.',
    faces: (group: string) => `Trombinoscope · ${group}`,
    facesLink: 'Trombinoscope',
    facesLead: 'Les photos que les responsables ont acceptées ; un animal ou des initiales pour les autres.',
    adults: 'Adultes',
    pupils: 'Élèves',
    others: 'Membres',
    nobody: 'Personne ici pour le moment',
    nobodyText: 'Les membres apparaîtront ici dès leur arrivée.',
    refused: {
      'directory.photo-no-consent':
        'Les responsables légaux n’ont pas accepté que la photo de l’enfant soit montrée : elle n’est pas gardée. Ils répondent dans « Droit à l’image ».',
      'directory.photo-faulty': 'Cet envoi ne convient pas : choisissez la photo de nouveau.',
    },
  },
  en: {
    photo: 'Photo',
    title: (name: string) => `Photo of ${name}`,
    lead: 'Your photo is seen by those who see you in the directory. You remove it whenever you like.',
    leadPupil:
      'The photo is seen by the class: pupils, families, adults. It shows only as long as the legal guardians accept it.',
    noConsent: 'The legal guardians have not accepted it',
    noConsentText:
      'Without their consent for “In the class, on Préau”, no photo is kept. They answer under “Image rights”.',
    noConsentKept:
      'The photo in place shows to nobody any more. Remove it, or wait for their consent under “Image rights”.',
    another: 'Another photo',
    help: 'A JPEG, PNG or WebP photo, 15 MB at most. The place and the device noted in the photo are erased.',
    save: 'Save the photo',
    remove: 'Remove the photo',
    saved: 'The photo is saved.',
    removed: 'The photo is removed.',
    faces: (group: string) => `Faces · ${group}`,
    facesLink: 'Faces',
    facesLead: 'The photos that guardians accepted; an animal or initials for the others.',
    adults: 'Adults',
    pupils: 'Pupils',
    others: 'Members',
    nobody: 'Nobody here for the moment',
    nobodyText: 'Members will appear here when they arrive.',
    refused: {
      'directory.photo-no-consent':
        'The legal guardians have not accepted that the child’s photo be shown: it is not kept.',
      'directory.photo-faulty': 'This does not fit: choose the photo again.',
    },
  },
});
